import type { RaceDraft } from './race-draft.ts';
import { definitionProblem } from '../../../../shared/setup/check-definition.ts';
import { definitionOf, formatOf, type Format } from '../../../../shared/setup/preset.ts';
import type { RaceDefinition } from '../../../../shared/race/definition.ts';

/**
 * What this browser keeps for the next race: where the last meeting was, and templates. It is on this
 * browser's own shelf and nowhere else; templates go to another as a file.
 */
export interface Template {
  readonly name: string;
  readonly format: Format;
  readonly paceLines: RaceDraft['paceLines'];
  readonly records: string;
}

export type LastMeeting = Pick<
  RaceDraft,
  'meeting' | 'venue' | 'city' | 'country' | 'date' | 'zone'
>;

type Shelf = Pick<Storage, 'getItem' | 'setItem'>;

const MEETING = 'hairline.lastMeeting';
const TEMPLATES = 'hairline.templates';
const FILE_KIND = 'hairline-templates';

export function lastMeeting(shelf: Shelf | null): LastMeeting | null {
  const kept = read(shelf, MEETING);
  if (!isRecord(kept)) return null;
  const text = (key: string) => (typeof kept[key] === 'string' ? kept[key] : '');
  return {
    meeting: text('meeting'),
    venue: text('venue'),
    city: text('city'),
    country: text('country'),
    date: text('date'),
    zone: text('zone'),
  };
}

export function keepMeeting(shelf: Shelf | null, draft: RaceDraft): void {
  const { meeting, venue, city, country, date, zone } = draft;
  write(shelf, MEETING, { meeting, venue, city, country, date, zone });
}

export function templates(shelf: Shelf | null): readonly Template[] {
  return soundTemplates(read(shelf, TEMPLATES)) ?? [];
}

/** Keeps all of them; of two by one name the later stays. Answers what is kept then. */
export function keepTemplates(shelf: Shelf | null, all: readonly Template[]): readonly Template[] {
  const kept = [...new Map(all.map((template) => [template.name, template])).values()];
  write(shelf, TEMPLATES, kept);
  return kept;
}

export function templateFile(all: readonly Template[]): Blob {
  return new Blob([JSON.stringify({ kind: FILE_KIND, templates: all }, null, 2)], {
    type: 'application/json',
  });
}

/** The templates of a file; null when it is none of ours. */
export function readTemplateFile(text: string): readonly Template[] | null {
  const file = parsed(text);
  if (!isRecord(file) || file['kind'] !== FILE_KIND) return null;
  return soundTemplates(file['templates']);
}

function soundTemplates(value: unknown): readonly Template[] | null {
  if (!Array.isArray(value)) return null;
  return value.flatMap((one: unknown) => {
    if (!isRecord(one) || typeof one['name'] !== 'string' || !isRecord(one['format'])) return [];
    const paceLines = Array.isArray(one['paceLines']) ? one['paceLines'] : [];
    // The core's own check reads every member; a template that is not sound is not offered.
    const definition = definitionOf(one['format'] as unknown as Format, {
      meeting: { name: 'template' },
      event: 'template',
      date: '2000-01-01',
      zone: 'UTC',
      paceLines: paceLines as NonNullable<RaceDefinition['paceLines']>,
    });
    if (definitionProblem(definition) !== null) return [];
    return [
      {
        name: one['name'].slice(0, 200),
        format: formatOf(definition),
        paceLines: definition.paceLines ?? [],
        records: typeof one['records'] === 'string' ? one['records'] : '',
      },
    ];
  });
}

function read(shelf: Shelf | null, key: string): unknown {
  return parsed(shelf?.getItem(key) ?? 'null');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function write(shelf: Shelf | null, key: string, value: unknown): void {
  try {
    shelf?.setItem(key, JSON.stringify(value));
  } catch {
    // Full or forbidden: the next race begins empty.
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A browser may forbid it. */
export function setupShelf(): Shelf | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
