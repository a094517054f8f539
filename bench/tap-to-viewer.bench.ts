import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { codesOf, openDesk, passing, signed } from '../server/operate/desk.fixture.ts';
import type { Catchup, Frame } from '../shared/wire/messages.ts';
import type { SubmitAnswer } from '../shared/wire/operate.ts';

/**
 * How long from an operator's tap until it is acknowledged, synced to disk, and until the last of
 * the viewers has it: a whole server over loopback, real sockets, one tap after the other.
 */

const LIMIT_MS = { p50: 100, p99: 250 };
const VIEWERS = 20;
const TAPS = 300;
/** An operator may send 50 messages a second; 40 keeps clear of that. */
const BETWEEN_TAPS_MS = 25;

const desk = await openDesk();
const race = await desk.race();
const tapper = await desk.program({ role: 'tapper', race, points: ['1500'] });
const device = await tapper.device();
const knocked = await tapper.socket();
if (!knocked.ok) throw new Error(knocked.code);

const viewers = await Promise.all(Array.from({ length: VIEWERS }, watch));
const acknowledged: number[] = [];
const seen: number[] = [];
for (let n = 1; n <= TAPS; n++) {
  const startedMs = performance.now();
  const all = Promise.all(viewers.map((viewer) => hears(viewer, n)));
  const submissions = [signed(device, n, passing())];
  const answer: SubmitAnswer = await knocked.say('submit', { race, submissions });
  acknowledged.push(performance.now() - startedMs);
  if (!answer.ok || codesOf(answer.answers)[0] !== 'ok') throw new Error(JSON.stringify(answer));
  await all;
  seen.push(performance.now() - startedMs);
  await sleep(BETWEEN_TAPS_MS);
}
for (const viewer of viewers) viewer.close();
await desk.close();

const [ackP50, ackP99] = [percentile(acknowledged, 50), percentile(acknowledged, 99)];
const [p50, p99] = [percentile(seen, 50), percentile(seen, 99)];
console.log(
  `${TAPS} taps: acknowledged after ${ackP50.toFixed(1)} ms (p99 ${ackP99.toFixed(1)}), with the last of ${VIEWERS} viewers after ${p50.toFixed(1)} ms (p99 ${p99.toFixed(1)}; limits ${LIMIT_MS.p50} and ${LIMIT_MS.p99})`,
);
if (p50 > LIMIT_MS.p50 || p99 > LIMIT_MS.p99) process.exitCode = 1;

async function watch(): Promise<Socket> {
  const viewer = io(desk.url, { transports: ['websocket'], forceNew: true });
  const caught = new Promise<Catchup>((resolve) => viewer.once('catchup', resolve));
  viewer.emit('watch', { race });
  await caught;
  return viewer;
}

function hears(viewer: Socket, wanted: number): Promise<void> {
  return new Promise((resolve) => {
    const take = ({ entries }: Frame) => {
      if (!entries.some(([, from, n]) => from === device && n === wanted)) return;
      viewer.off('frame', take);
      resolve();
    };
    viewer.on('frame', take);
  });
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
}
