import { basename, join, resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../../..');

/**
 * Builds the server of the trials and the thread it writes on, as the product's build does, for child
 * processes: Node 20 runs no TypeScript. Answers the folder; packages are found from inside the checkout.
 */
export async function bundleTrialServer(
  name: string,
  main = 'server/log/trials/feeding-server.ts',
): Promise<string> {
  const outDir = join(root, '.cache', 'log-trials', name);
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    resolve: { external: true } as object,
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: {
        input: {
          [basename(main, '.ts')]: join(root, main),
          'sqlite-worker': join(root, 'server/log/sqlite-worker.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  return outDir;
}
