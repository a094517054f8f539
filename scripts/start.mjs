// npm start: installs what is missing, builds what is stale, then serves in this same process.
// Needs nothing but Node itself; the options after -- are read by server/cli.ts.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { root, stopWithNpm } from './process.mjs';

stopWithNpm();
await ensureDependencies();
if (!(await ensureBuild())) process.exit(1);
await import(pathToFileURL(join(root, 'dist/server/cli.js')).href);
