import { createInterface } from 'node:readline';
import type { Submission } from '../../../shared/race/entry.ts';
import { openRoom } from '../../room/open-room.ts';
import { openSqliteLog } from '../sqlite-log.ts';
import type { OpenedLog } from '../sqlite-log.ts';

// A server with nothing but a room and its log, to be killed: submissions come in on stdin, one array
// a line, and each answer goes out on stdout once it is given. First it says what it found on the disk.

export type Said =
  | { readonly said: 'refused'; readonly message: string }
  | {
      readonly said: 'open';
      readonly driver: string;
      readonly findings: readonly string[];
      /** Every stored entry: device, counter and number. */
      readonly stored: readonly (readonly [device: string, n: number, seq: number])[];
    }
  | {
      readonly said: 'stored';
      readonly device: string;
      readonly n: number;
      readonly seq: number;
      readonly repeated: boolean;
    }
  | {
      readonly said: 'notStored';
      readonly device: string;
      readonly n: number;
      readonly message: string;
    };

const [folder = ''] = process.argv.slice(2);
const openedLog = await openSqliteLog({ folder });
if (openedLog.ok) await serve(openedLog);
else say({ said: 'refused', message: openedLog.message });

async function serve({ log, driver, findings }: OpenedLog & { readonly ok: true }): Promise<void> {
  await log.create('oslo');
  const opened = await openRoom({
    slug: 'oslo',
    log,
    report: (message) => process.stderr.write(`${message}\n`),
  });
  if (!opened.ok) {
    say({ said: 'refused', message: opened.message });
    return;
  }
  const { room } = opened;
  const stored = room.entriesAfter(0).map(({ device, n, seq }) => [device, n, seq] as const);
  say({ said: 'open', driver, findings, stored });
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => void feed(JSON.parse(line) as Submission[]));
  lines.on('close', () => void log.close());

  async function feed(submissions: readonly Submission[]): Promise<void> {
    const answers = await room.submit(submissions);
    answers.forEach((answer, index) => {
      const { device = '', n = 0 } = submissions[index] ?? {};
      if (answer.ok) say({ said: 'stored', device, n, seq: answer.seq, repeated: answer.repeated });
      else say({ said: 'notStored', device, n, message: answer.message });
    });
  }
}

/** Written before anything else happens: a pipe is written to at once (on POSIX), whatever comes after. */
function say(said: Said): void {
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
