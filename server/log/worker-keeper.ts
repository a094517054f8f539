import { Worker } from 'node:worker_threads';
import type { Keeper, KeeperOnThread } from './keeper.ts';
import type { SqliteStoreOptions } from './sqlite-store.ts';
import { StoreDamage, StoreTrouble } from './tables.ts';

/**
 * A keeper on a thread of its own. What is asked goes over as `{id, name, args}`, and each answer
 * comes back under the same id.
 */
export interface KeeperCall {
  readonly id: number;
  readonly name: keyof KeeperOnThread;
  readonly args: readonly unknown[];
}

export type KeeperAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: SentError };

/** The worker's first message. */
export interface WorkerReady {
  readonly ready: true;
  readonly findings: readonly string[];
}

interface SentError {
  readonly name: string;
  readonly message: string;
  readonly reason?: StoreTrouble['reason'];
}

export async function keepInWorker(
  workerFile: string,
  options: SqliteStoreOptions,
): Promise<{ readonly keeper: Keeper; readonly findings: readonly string[] }> {
  const worker = new Worker(workerFile, { workerData: options, name: 'hairline-sqlite' });
  const { findings } = await new Promise<WorkerReady>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', (error) => reject(revived(error)));
  });
  return { keeper: askWorker(worker), findings };
}

/** Works out one call on the worker's side. */
export function answerCall(keeper: KeeperOnThread, { id, name, args }: KeeperCall): KeeperAnswer {
  try {
    const method = keeper[name] as (...given: readonly unknown[]) => unknown;
    return { id, value: method(...args) };
  } catch (error) {
    return { id, error: sent(error) };
  }
}

function askWorker(worker: Worker): Keeper {
  const waiting = new Map<
    number,
    { resolve: (value: never) => void; reject: (error: Error) => void }
  >();
  let lastId = 0;
  let gone: Error | null = null;

  worker.removeAllListeners('error');
  worker.on('message', (answer: KeeperAnswer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('error' in answer) asked?.reject(revived(answer.error));
    // The worker answers each call with that call's own kind of value.
    else asked?.resolve(answer.value as never);
  });
  worker.on('error', (error) => lose(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => lose(new Error('the thread that keeps the log has ended')));

  function lose(error: Error): void {
    gone ??= error;
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  }

  function ask<T>(name: keyof KeeperOnThread, ...args: readonly unknown[]): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (gone) return reject(gone);
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, name, args } satisfies KeeperCall);
    });
  }

  return {
    perform: (works) => ask('perform', works),
    list: () => ask('list'),
    head: (slug) => ask('head', slug),
    read: (slug, epoch, after, limit) => ask('read', slug, epoch, after, limit),
    beside: (slug) => ask('beside', slug),
    async close() {
      if (gone) return;
      const ended = new Promise((resolve) => {
        worker.once('exit', resolve);
      });
      await ask('close');
      await ended;
    },
  };
}

function sent(error: unknown): SentError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message } = error;
  return error instanceof StoreTrouble
    ? { name, message, reason: error.reason }
    : { name, message };
}

/** Errors lose their class on the way between threads. */
function revived({ name, message, reason }: SentError): Error {
  if (name === 'StoreDamage') return new StoreDamage(message);
  if (name === 'StoreTrouble') return new StoreTrouble(reason ?? 'ioError', message);
  return new Error(message);
}
