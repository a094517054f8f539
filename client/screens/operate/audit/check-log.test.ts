import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { entryId, type EntryId, type Submission } from '../../../../shared/race/entry.ts';
import { oval1500 } from '../../../../shared/testkit/definitions.ts';
import {
  competitors,
  GUN,
  started,
  type RaceBuilder,
} from '../../../../shared/testkit/race-builder.ts';
import { instant } from '../../../../shared/time/time.ts';
import { canonicalJson } from '../../../../shared/race/canonical.ts';
import { crc32 } from 'node:zlib';
import { checkLog } from './check-log.ts';
import { undoing } from './undoing.ts';

const sha256 = (text: string) => Promise.resolve(createHash('sha256').update(text).digest('hex'));

/** A log as docs/protocol.md 6 describes its lines. */
function logOf(entries: readonly Submission[]): string[] {
  let prev = '0'.repeat(64);
  return entries.map(({ device, n, recordedAt, event }, i) => {
    const bare = canonicalJson({ v: 1, seq: i + 1, device, n, recordedAt, event, prev });
    const sum = crc32(bare).toString(16).padStart(8, '0');
    const line = `${bare.slice(0, -',"v":1}'.length)},"sum":"${sum}","v":1}`;
    prev = createHash('sha256').update(line).digest('hex');
    return line;
  });
}

function race(): RaceBuilder {
  const builder = started(oval1500, competitors('å', 'b'));
  builder.passes('å', 'finish', '0:41.2');
  return builder;
}

describe('S13 a downloaded log, checked in the browser', () => {
  const lines = logOf(race().entries);
  const text = (changed: readonly string[]) => `${changed.join('\n')}\n`;

  test('is whole', async () => {
    const last = await sha256(lines.at(-1) ?? '');
    expect(await checkLog(text(lines), sha256)).toEqual({ ok: true, count: 4, hash: last });
    expect(await checkLog('', sha256)).toMatchObject({ ok: true, count: 0 });
  });

  test('every changed byte is found', async () => {
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i] ?? '';
      for (let at = 0; at < line.length; at += 7) {
        const other = line[at] === '0' ? '1' : '0';
        const changed = lines.with(i, line.slice(0, at) + other + line.slice(at + 1));
        const found = await checkLog(text(changed), sha256);
        expect(found, `line ${i + 1}, byte ${at}`).toMatchObject({ ok: false, line: i + 1 });
      }
    }
  });

  test('a line taken out, doubled, or changed by one who can make a sum is found', async () => {
    expect(await checkLog(text(lines.toSpliced(1, 1)), sha256)).toMatchObject({
      line: 2,
      why: 'seq',
    });
    expect(await checkLog(text(lines.toSpliced(1, 0, lines[1] ?? '')), sha256)).toMatchObject({
      line: 3,
      why: 'seq',
    });
    const forged = logOf(
      race().entries.with(2, { ...race().entries[2], recordedAt: GUN } as never),
    );
    const mixed = [...forged.slice(0, 3), ...lines.slice(3)];
    expect(await checkLog(text(mixed), sha256)).toMatchObject({ line: 4, why: 'chain' });
  });

  test('without SHA-256 the sums and numbers are checked, and the chain is said to be open', async () => {
    expect(await checkLog(text(lines), null)).toEqual({ ok: true, count: 4, hash: null });
    expect(await checkLog(text(lines.toSpliced(0, 1)), null)).toMatchObject({ why: 'seq' });
    expect(await checkLog('not a log', null)).toMatchObject({ line: 1, why: 'notALine' });
  });
});

describe('what takes an entry back', () => {
  const of = (builder: RaceBuilder, id: EntryId) => {
    const entry = builder.entries.find((each) => entryId(each) === id);
    if (entry === undefined) throw new Error(`no ${id}`);
    const corrections = (target: EntryId) =>
      builder.entries.filter(({ event }) => 'target' in event && event.target === target);
    return undoing(entry, builder.race(), corrections, 'undo');
  };

  test('an entry is voided, once', () => {
    const builder = race();
    const gun = builder.gun(instant(GUN + 1));
    expect(of(builder, gun)).toMatchObject({ type: 'entryVoided', target: gun });
    const voided = builder.voids(gun);
    expect(of(builder, gun)).toBeNull();
    expect(of(builder, voided)).toMatchObject({ type: 'entryRestored', target: gun });
    const restored = builder.restores(gun);
    expect(of(builder, voided)).toBeNull();
    expect(of(builder, restored)).toMatchObject({ type: 'entryVoided', target: gun });
  });

  test('an amendment goes back to what held before it', () => {
    const builder = race();
    const gun = builder.gun(instant(GUN + 1));
    const event = builder.eventOf(gun, 'gunFired');
    builder.amends(gun, { ...event, at: instant(GUN + 2) });
    const second = builder.amends(gun, { ...event, at: instant(GUN + 3) });
    expect(of(builder, second)).toMatchObject({
      type: 'entryAmended',
      target: gun,
      event: { at: GUN + 2 },
    });
  });
});
