// Installs what package-lock.json asks for, if node_modules does not hold exactly that already.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runNpm } from './process.mjs';

/** @returns {Promise<void>} ends the process when npm cannot install */
export async function ensureDependencies() {
  const missing = missingPackages();
  if (missing.length === 0) return;
  console.log('Installing packages…');
  // With NODE_ENV=production npm would leave out the build tools.
  const { code } = await runNpm([
    'ci',
    '--include=dev',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  if (code === 0) return;
  console.error(`npm could not install the packages (exit ${code}); its own message is above.`);
  process.exit(1);
}

// npm writes node_modules/.package-lock.json last, so an interrupted install is seen as missing too.
function missingPackages() {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const installed = readPackages(join(root, 'node_modules/.package-lock.json'));
  return Object.entries(wanted)
    .filter(([path, entry]) => {
      if (path === '') return false;
      const found = installed[path];
      // A package for another platform is optional and rightly absent.
      return found ? found.version !== entry.version : !entry.optional;
    })
    .map(([path]) => path);
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch (error) {
    if (error.code === 'ENOENT' && file.includes('node_modules')) return {};
    throw error;
  }
}
