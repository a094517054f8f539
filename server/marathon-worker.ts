import { workerData } from 'node:worker_threads';
import { writeMarathon } from './generated-marathon.ts';
import { demoMarathon } from './ingest/marathon/marathon.ts';
import { restBeforeEnd } from './rest-before-end.ts';

const { dir } = workerData as { readonly dir: string };
await writeMarathon(dir, demoMarathon);
await restBeforeEnd();
