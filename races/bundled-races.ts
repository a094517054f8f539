import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { CHAIN_START, continueChain, type ChainEnd } from '../server/log/log-line.ts';
import type { Entrant, RaceDefinition } from '../shared/race/definition.ts';
import type { LogLine } from '../shared/race/entry.ts';
import type { Roster } from '../shared/race/roster.ts';

/** A bundled race as the tests of this folder look at it. */
export interface BundledRace {
  readonly slug: string;
  readonly logText: string;
  readonly rosterText: string;
  readonly sourcesText: string;
  readonly lines: readonly LogLine[];
  readonly end: ChainEnd;
  readonly roster: Roster;
  readonly definition: RaceDefinition;
  readonly entrants: readonly Entrant[];
}

/** Slugs of the races beside this file: the folders with a log. */
export const slugs: readonly string[] = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'build')
  .map(({ name }) => name)
  .sort();

/** Reads a race and walks its chain; throws where the chain breaks. */
export function bundledRace(slug: string): BundledRace {
  const file = (name: string) => readFileSync(resolve(import.meta.dirname, slug, name), 'utf8');
  const logText = file('log.ndjson');
  const rosterText = file('roster.json');
  const { lines, end } = checkedLines(logText);
  const definitions = lines.flatMap(({ event }) =>
    event.type === 'raceDefined' ? [event.definition] : [],
  );
  const definition = definitions[0];
  if (definition === undefined) throw new Error(`${slug} has no definition`);
  return {
    slug,
    logText,
    rosterText,
    sourcesText: file('SOURCES.md'),
    lines,
    end,
    roster: JSON.parse(rosterText) as Roster,
    definition,
    entrants: lines.flatMap(({ event }) => (event.type === 'entrantsListed' ? event.entrants : [])),
  };
}

function checkedLines(text: string): { lines: LogLine[]; end: ChainEnd } {
  let end = CHAIN_START;
  const lines = text
    .split('\n')
    .slice(0, -1)
    .map((lineText) => {
      const checked = continueChain(end, lineText);
      if (!checked.ok) throw new Error(`after line ${end.seq}: ${checked.reason}`);
      end = checked.end;
      return checked.line;
    });
  return { lines, end };
}
