import type { Instant } from '../time/time.ts';
import type { Read } from './bucket.ts';
import type { SourceChosen } from './events.ts';
import type { Guns } from './guns.ts';
import { byAge } from './newest.ts';
import type { ChosenSource } from './race.ts';
import type { Stored } from './raw-entries.ts';

interface Choice {
  readonly stored: Stored;
  readonly says: SourceChosen;
}

/** Which source counts before others, by line and moment. */
export class Sources {
  readonly #choices: Choice[] = [];
  #byLine: ReadonlyMap<string, readonly ChosenSource[]> = new Map();

  /** As of the last `settle`. */
  get byLine(): ReadonlyMap<string, readonly ChosenSource[]> {
    return this.#byLine;
  }

  add(stored: Stored, says: SourceChosen): void {
    this.#choices.push({ stored, says });
    this.#choices.sort((a, b) => byAge(b.stored, a.stored));
  }

  remove(stored: Stored, _says: SourceChosen): void {
    const at = this.#choices.findIndex((choice) => choice.stored === stored);
    this.#choices.splice(at, 1);
  }

  /** P11: after a choice or a gun changed. What a newer choice has overtaken is left out. */
  settle(guns: Guns): void {
    const byLine = new Map<string, ChosenSource[]>();
    for (const { stored, says } of this.#choices) {
      const from = guns.clock(says.time, guns.zero);
      if (from === null) continue;
      const newer = byLine.get(says.line) ?? [];
      byLine.set(says.line, newer);
      if (!newer.some((other) => other.from <= from))
        newer.push({ source: says.source, from, entry: stored.id });
    }
    this.#byLine = byLine;
  }
}

/** P10, P11: whether a read is by the source that its line has chosen for its moment. */
export function isOfChosen(
  chosen: readonly ChosenSource[] | undefined,
  { clock, event, stored }: Read,
): boolean {
  const source = chosenAt(chosen, clock)?.source;
  if (source === undefined || event.type !== 'passingRecorded') return false;
  return (
    event.source === source || stored.device === source || stored.device.startsWith(`${source}.`)
  );
}

/** The choice that holds at a moment. */
function chosenAt(
  chosen: readonly ChosenSource[] | undefined,
  at: Instant,
): ChosenSource | undefined {
  return chosen?.find(({ from }) => from <= at);
}
