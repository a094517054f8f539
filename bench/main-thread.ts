import type { Browser, Page } from '@playwright/test';

/** One stretch of work that a page did without letting a finger or a frame in between. */
export interface MainThreadTask {
  readonly startUs: number;
  /** By the clock on the wall, with whatever else this machine did meanwhile. */
  readonly wallMs: number;
  /** On the processor, for this thread alone: what it costs on a machine that does nothing else. */
  readonly threadMs: number;
}

export interface Recorded {
  readonly tasks: readonly MainThreadTask[];
  /** `performance.mark` of the page, and what ends a frame on the main thread, by their time. */
  readonly marks: readonly { readonly name: string; readonly atUs: number }[];
}

/** An event of a Chromium trace, as far as it is read here; times are µs. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly cat: string;
  readonly args?: { readonly name?: string };
}

const CATEGORIES = ['toplevel', 'blink.user_timing', 'devtools.timeline', '__metadata'];
const TASK = 'ThreadControllerImpl::RunTask';
/** The last thing that the main thread does for a frame: what was painted goes to the compositor. */
export const FRAME = 'Layerize';

/** Records the tasks of a page's main thread while something is done with it. */
export async function recordMainThread(
  browser: Browser,
  page: Page,
  act: () => Promise<void>,
): Promise<Recorded> {
  await browser.startTracing(page, { categories: CATEGORIES });
  await act();
  const trace = await browser.stopTracing();
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  return readTrace(traceEvents);
}

/** Of several renderers, as one without a page stands ready beside ours, the busiest is the page. */
function readTrace(events: readonly TraceEvent[]): Recorded {
  const threads = events
    .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
    .map(({ pid, tid }) => events.filter((one) => one.pid === pid && one.tid === tid));
  const main = threads.toSorted((a, b) => busyUs(b) - busyUs(a))[0] ?? [];
  const tasks = main.filter(isTask).map(({ ts, dur = 0, tdur = 0 }) => ({
    startUs: ts,
    wallMs: dur / 1000,
    threadMs: tdur / 1000,
  }));
  const marks = main
    .filter(({ name, cat }) => cat.includes('user_timing') || name === FRAME)
    .map(({ name, ts, dur = 0 }) => ({ name, atUs: ts + dur }));
  return { tasks, marks: marks.toSorted((a, b) => a.atUs - b.atUs) };
}

/** When the task that was under way at a time ended. */
export function endOfTask(tasks: readonly MainThreadTask[], atUs: number): number {
  const end = ({ startUs, wallMs }: MainThreadTask) => startUs + wallMs * 1000;
  const around = tasks.find((task) => task.startUs <= atUs && end(task) >= atUs);
  return around === undefined ? atUs : end(around);
}

function isTask({ name, ph }: TraceEvent): boolean {
  return name === TASK && ph === 'X';
}

function busyUs(events: readonly TraceEvent[]): number {
  return events.reduce((sum, event) => sum + (isTask(event) ? (event.dur ?? 0) : 0), 0);
}
