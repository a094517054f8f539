import { formatRaceTime, formatSeconds } from '../../shared/time/format.ts';
import type { Micros } from '../../shared/time/time.ts';
import { MICROS_PER_SECOND, raceTime } from '../../shared/time/time.ts';
import type { Margin } from '../../shared/timeline/answers.ts';
import { metresKnown } from '../../shared/timeline/margin.ts';
import type { AgainstWinner, SpokenTime } from '../i18n/en/photo.ts';
import type { Words } from '../i18n/words.ts';

/** What the hairline reads, ready for the words of any language. */
export interface HairlineReading {
  readonly shown: string;
  readonly time: SpokenTime;
  readonly gap: string;
  readonly metres: string;
  readonly side: AgainstWinner;
}

/** Steps finer than a thousandth get a fourth decimal, so that each step can be seen. */
function digitsOf(us: Micros): number {
  return us % 1000 === 0 ? 3 : 4;
}

export function readHairline(us: Micros, winnerUs: Micros, speedMps: number): HairlineReading {
  const gapUs = us - winnerUs;
  const digits = digitsOf(us);
  return {
    shown: formatRaceTime(raceTime(us), { digits }),
    time: spoken(us, digits),
    gap: formatSeconds(Math.abs(gapUs), { digits: digitsOf(gapUs) }),
    metres: ((Math.abs(gapUs) / MICROS_PER_SECOND) * speedMps).toFixed(2),
    side: gapUs === 0 ? 'level' : gapUs < 0 ? 'before' : 'after',
  };
}

export function spoken(us: Micros, digits: number): SpokenTime {
  const minute = 60 * MICROS_PER_SECOND;
  return {
    hours: Math.floor(us / (60 * minute)),
    minutes: Math.floor(us / minute) % 60,
    seconds: formatSeconds(((us % minute) + minute) % minute, { digits }),
  };
}

export interface MarginText {
  readonly seconds: string;
  readonly band: string | null;
  readonly metres: string | null;
}

/** "0.03 s", "0.02–0.04 s", "about 0.2 m (0.14–0.30 m)". */
export function marginText(margin: Margin, words: Words['photo']): MarginText {
  const { digits, bandUs, bandMetres, metres } = margin;
  const exact = bandUs.low === bandUs.high;
  // As the story says them, and the ends of the band a little finer.
  const told =
    bandMetres === null ? (metres?.toFixed(metreDigits(metres)) ?? null) : metresKnown(margin);
  const endDigits = Math.min((told?.split('.')[1]?.length ?? 0) + 1, 2);
  const inMetres = (m: number) => Math.max(m, 0).toFixed(endDigits);
  const inSeconds = (us: Micros) => formatSeconds(Math.max(us, 0), { digits });
  return {
    seconds: words.seconds(formatSeconds(margin.us, { digits })),
    band: exact ? null : words.secondsBand(inSeconds(bandUs.low), inSeconds(bandUs.high)),
    metres:
      told === null
        ? null
        : words.aboutMetres(
            told,
            bandMetres === null ? null : inMetres(bandMetres.low),
            bandMetres === null ? null : inMetres(bandMetres.high),
          ),
  };
}

/** Speed is known to a twentieth: centimetres of a margin of many metres are not. */
function metreDigits(metres: number): number {
  return metres >= 100 ? 0 : metres >= 10 ? 1 : 2;
}
