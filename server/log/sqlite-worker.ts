import { parentPort, workerData } from 'node:worker_threads';
import { restBeforeEnd } from '../rest-before-end.ts';
import { keepOnThread } from './keeper.ts';
import { openSqliteStore } from './sqlite-store.ts';
import type { SqliteStoreOptions } from './sqlite-store.ts';
import { answerCall } from './worker-keeper.ts';
import type { KeeperCall, WorkerReady } from './worker-keeper.ts';

// The thread on which SQLite writes and syncs, so that the server's own never waits for the disk.
const port = parentPort;
if (!port) throw new Error('sqlite-worker.js is started by the server, not by hand');

const { store, findings } = openSqliteStore(workerData as SqliteStoreOptions);
const keeper = keepOnThread(store);
port.on('message', (call: KeeperCall) => {
  port.postMessage(answerCall(keeper, call));
  if (call.name === 'close') void restBeforeEnd().then(() => port.close());
});
const ready: WorkerReady = { ready: true, findings };
port.postMessage(ready);
