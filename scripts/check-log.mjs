// npm run check-log -- FILE: checks a race's log (audit.ndjson, log.ndjson) without any server. Each line carries the
// CRC-32 of its own bytes and the SHA-256 of the line before, so a changed, missing, doubled or inserted line is found.
// Lines cut off at the end leave a log that is whole but shorter: compare the count and the last hash with another copy.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { crc32 } from 'node:zlib';

const END = /,"sum":"([0-9a-f]{8})","v":1\}$/;

const [file] = process.argv.slice(2);
if (file === undefined) fail('Usage: npm run check-log -- FILE');
else await check(file);

async function check(path) {
  let [count, hash] = [0, '0'.repeat(64)];
  try {
    for await (const line of createInterface({ input: createReadStream(path) })) {
      const problem = problemOf(line, count + 1, hash);
      if (problem !== null) return fail(`${path}, line ${count + 1}: ${problem}`);
      count += 1;
      hash = createHash('sha256').update(line).digest('hex');
    }
  } catch (error) {
    return fail(error.message);
  }
  console.log(`${path}: ${count} entries, whole and in order; the last has hash ${hash}`);
}

function problemOf(line, seq, before) {
  const end = END.exec(line);
  if (end === null) return 'not a line of a log: it does not end in its sum and version 1';
  const sum = crc32(`${line.slice(0, end.index)},"v":1}`)
    .toString(16)
    .padStart(8, '0');
  if (sum !== end[1]) return `its sum is ${end[1]}, but its bytes give ${sum}`;
  const entry = JSON.parse(line);
  if (entry.seq !== seq) return `expected entry ${seq}, found ${entry.seq}`;
  return entry.prev === before ? null : 'it does not continue the line before';
}

function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
