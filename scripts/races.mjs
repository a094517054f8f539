// Writes the logs and rosters of the bundled races from the tables in races/build.
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const root = resolve(import.meta.dirname, '..');
const { module } = await runnerImport(resolve(root, 'races/build/main.ts'), {
  root,
  configFile: false,
});
module.writeRaces(resolve(root, 'races'));
