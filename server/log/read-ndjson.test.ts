import { expect, test } from 'vitest';
import { canonicalJson } from '../../shared/race/canonical.ts';
import { CHAIN_START, makeLogLine, parseLogLine } from './log-line.ts';
import { readNdjson } from './read-ndjson.ts';
import { passingOf } from './trials/feeds.ts';

const texts = fileOf(5);
const whole = `${texts.join('\n')}\n`;

test('a whole file is read with every line checked, with or without its final line feed', () => {
  const read = readNdjson(whole);
  expect(read).toMatchObject({ ok: true, dropped: null, end: { seq: 5 } });
  expect(read.ok && read.lines.map(({ seq, n }) => [seq, n])).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 4],
    [5, 5],
  ]);
  expect(readNdjson(whole.trimEnd())).toEqual(read);
});

test('an empty file is an empty log', () => {
  expect(readNdjson('')).toEqual({ ok: true, lines: [], end: CHAIN_START, dropped: null });
});

test('a line is written in one way only, so that anyone can check its sum and its hash', () => {
  for (const text of texts) expect(canonicalJson(JSON.parse(text))).toBe(text);
});

test('R3 a file cut short at any byte: a torn last line is dropped and reported, what comes before it is there', () => {
  const lastLine = whole.length - (texts[4] ?? '').length - 1;
  for (let length = lastLine + 1; length < whole.length - 1; length++) {
    const read = readNdjson(whole.slice(0, length));
    expect(read).toMatchObject({
      ok: true,
      end: { seq: 4 },
      dropped: expect.stringMatching(/^line 5 of 5: /),
    });
  }
});

test('R3 a changed line before the last is refused with its number', () => {
  const changed = whole.replace('"n":3', '"n":9');
  expect(readNdjson(changed)).toMatchObject({
    ok: false,
    line: 3,
    message: expect.stringMatching(/^line 3 of 5: its sum is [0-9a-f]{8}, but its bytes give/),
  });
});

test('R3 a line taken out, put in twice or out of order is refused', () => {
  const [a = '', b = '', c = '', d = '', e = ''] = texts;
  const refused = (...lines: readonly string[]) => readNdjson(lines.join('\n'));
  expect(refused(a, c, d, e)).toMatchObject({
    ok: false,
    line: 2,
    message: 'line 2 of 4: expected seq 2, found 3',
  });
  expect(refused(a, b, b, c)).toMatchObject({ ok: false, line: 3 });
  expect(refused(b, a, c)).toMatchObject({ ok: false, line: 1 });
});

test('R3 a line made anew, with a right sum of its own, breaks the chain at the next', () => {
  const before = makeLogLine(CHAIN_START, passingOf('mat', 1)).end;
  const forged = makeLogLine(before, passingOf('forger', 2)).text;
  const read = readNdjson([texts[0], forged, ...texts.slice(2)].join('\n'));
  expect(read).toMatchObject({
    ok: false,
    line: 3,
    message: expect.stringContaining('does not continue the line before'),
  });
});

test('a line of a later version is not guessed at', () => {
  const later = (texts[0] ?? '').replace('"v":1}', '"v":2}');
  expect(parseLogLine(later)).toEqual({ ok: false, reason: 'version 2, but only 1 is known' });
});

test('a line that is not an entry is refused, however right its sum', () => {
  const odd = makeLogLine(CHAIN_START, { ...passingOf('mat', 1), n: 0.5 }).text;
  expect(parseLogLine(odd)).toEqual({ ok: false, reason: 'not the fields of a log line' });
  expect(parseLogLine('')).toMatchObject({ ok: false });
  expect(parseLogLine('{"v":1}')).toMatchObject({ ok: false });
});

function fileOf(count: number): string[] {
  const made: string[] = [];
  let end = CHAIN_START;
  for (let n = 1; n <= count; n++) {
    const line = makeLogLine(end, passingOf('mat', n));
    made.push(line.text);
    end = line.end;
  }
  return made;
}
