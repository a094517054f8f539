import { expect, test } from 'vitest';
import { FeedLog } from '../../../../shared/feeding/feed-log.ts';
import { tapRows } from '../../../../shared/feeding/tap-rows.ts';
import { entryId } from '../../../../shared/race/entry.ts';
import { oval1500 } from '../../../../shared/testkit/definitions.ts';
import {
  atClock,
  competitors,
  splitsOf,
  started,
  time,
  type RaceBuilder,
} from '../../../../shared/testkit/race-builder.ts';
import { instant } from '../../../../shared/time/time.ts';
import { GUN } from '../../../../shared/testkit/race-builder.ts';
import { likelyCaller, marriageOf, marrying, sourcesOf, streamsOf } from './marriage-events.ts';

const seconds = ['0:41.20', '0:45.00', '0:49.50', '0:55.00', '1:01.00'];

/** One taps at the finish line, another calls 1 to 5 a second later each. */
function finish(): RaceBuilder {
  const builder = started(oval1500, competitors('a', 'b', 'c', 'd', 'e'));
  for (const [i, at] of seconds.entries()) {
    builder.device = 'op-tapper22';
    builder.passes({ unknown: true }, 'finish', atClock(at), { kind: 'manual' });
    builder.device = 'op-caller22';
    const called = instant(GUN + time(at) + 1_000_000);
    builder.passes(
      { bib: String(i + 1) },
      'finish',
      { basis: 'instant', at: called, digits: 2 },
      { kind: 'manual' },
    );
  }
  return builder;
}

function rowsOf(builder: RaceBuilder) {
  const log = new FeedLog();
  log.update(
    builder.entries.map((submission, i) => ({
      id: entryId(submission),
      submission,
      own: false,
      seq: i + 1,
      where: 'stored',
    })),
  );
  return tapRows(builder.race(), log, 'finish');
}

test('who calls is known by what the entries name', () => {
  const sources = sourcesOf(rowsOf(finish()));
  expect(sources.map(({ source, taps, named }) => [source, taps, named])).toEqual([
    ['op-caller22', 5, 5],
    ['op-tapper22', 5, 0],
  ]);
  expect(likelyCaller(sources)).toBe('op-caller22');
  expect(likelyCaller([])).toBeNull();
  // Also when all that was called belongs to a tap by now.
  const builder = finish();
  const streams = streamsOf(rowsOf(builder), null, 'op-caller22');
  const { pairs } = marriageOf(builder.race(), streams, instant(GUN + 120_000_000));
  for (const event of marrying(builder.race(), pairs, 'married')) builder.add(event);
  expect(likelyCaller(sourcesOf(rowsOf(builder)))).toBe('op-caller22');
});

test('sure pairs give the taps their bibs, and the calls are no crossings any more', () => {
  const builder = finish();
  const streams = streamsOf(rowsOf(builder), null, 'op-caller22');
  const marriage = marriageOf(builder.race(), streams, instant(GUN + 120_000_000));
  expect(marriage.questions).toEqual([]);
  expect(marriage.pairs.map(({ bib, doubt }) => [bib, doubt])).toEqual(
    ['1', '2', '3', '4', '5'].map((bib) => [bib, null]),
  );
  for (const event of marrying(builder.race(), marriage.pairs, 'married')) builder.add(event);
  const race = builder.race();
  expect(['a', 'b', 'c', 'd', 'e'].map((id) => Object.values(splitsOf(race, id)))).toEqual(
    seconds.map((at) => [time(at)]),
  );
  expect(race.loose).toEqual([]);
  expect(streamsOf(rowsOf(builder), null, 'op-caller22')).toMatchObject({ taps: [], calls: [] });
});

test('a bib that nobody bears is asked about', () => {
  const builder = finish();
  builder.device = 'op-tapper22';
  builder.passes({ unknown: true }, 'finish', atClock('1:20.00'), { kind: 'manual' });
  builder.device = 'op-caller22';
  builder.passes({ bib: '99' }, 'finish', atClock('1:21.00'), { kind: 'manual' });
  const streams = streamsOf(rowsOf(builder), 'op-tapper22', 'op-caller22');
  const { pairs } = marriageOf(builder.race(), streams, instant(GUN + 180_000_000));
  expect(pairs.flatMap(({ bib, doubt }) => (doubt === null ? [] : [[bib, doubt]]))).toEqual([
    ['99', 'unknownBib'],
  ]);
});

test('who was married before says how the two tap and call', () => {
  const builder = finish();
  const early = streamsOf(rowsOf(builder), null, 'op-caller22');
  const { pairs } = marriageOf(builder.race(), early, instant(GUN + 120_000_000));
  for (const event of marrying(builder.race(), pairs, 'married')) builder.add(event);
  builder.device = 'op-tapper22';
  builder.passes({ unknown: true }, 'finish', atClock('4:00.00'), { kind: 'manual' });
  builder.device = 'op-caller22';
  builder.passes({ bib: '5' }, 'finish', atClock('4:01.00'), { kind: 'manual' });
  const late = streamsOf(rowsOf(builder), null, 'op-caller22');
  expect(late.married).toHaveLength(5);
  const again = marriageOf(builder.race(), late, instant(GUN + 300_000_000));
  expect(again.pairs.map(({ bib, doubt }) => [bib, doubt])).toEqual([['5', null]]);
  expect(again.delayUs).toBe(1_000_000);
});

test('a bib that was called twice goes to one tap, and both calls go', () => {
  const builder = finish();
  builder.device = 'op-caller22';
  builder.passes({ bib: '5' }, 'finish', atClock('1:02.70'), { kind: 'manual' });
  const streams = streamsOf(rowsOf(builder), null, 'op-caller22');
  const { pairs } = marriageOf(builder.race(), streams, instant(GUN + 180_000_000));
  const twice = pairs.find(({ bib }) => bib === '5');
  expect(twice).toMatchObject({ doubt: 'doubledCall', again: [expect.any(String)] });
  for (const event of marrying(builder.race(), pairs, 'married')) builder.add(event);
  expect(streamsOf(rowsOf(builder), null, 'op-caller22')).toMatchObject({ taps: [], calls: [] });
  expect(splitsOf(builder.race(), 'e')).toEqual({ 300: time('1:01.00') });
});
