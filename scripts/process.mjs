// Running other programs: always through this Node, never through a shell, and never leaving one behind.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env] added to this process's own
 * @property {boolean} [quiet] collect the output instead of showing it
 * @property {string} [cwd]
 * @property {number} [timeoutMs]
 */

/**
 * Runs a program to its end. A program that cannot be started counts as one that failed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { env, quiet = false, cwd = root, timeoutMs } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));

    const timer = timeoutMs
      ? setTimeout(() => {
          output += `\nstopped after ${timeoutMs / 1000} s\n`;
          child.kill('SIGKILL');
        }, timeoutMs)
      : undefined;
    // Whoever ends us ends the program too, and we leave after it: two npm at work in one folder would spoil it.
    let ending;
    const giveUp = (signal) => {
      ending = signal;
      child.kill(signal);
      setTimeout(() => child.kill('SIGKILL'), 2_000).unref();
    };
    process.on('SIGINT', giveUp).on('SIGTERM', giveUp);
    const finish = (code) => {
      clearTimeout(timer);
      if (ending) process.exit(ending === 'SIGINT' ? 130 : 143);
      process.off('SIGINT', giveUp).off('SIGTERM', giveUp);
      done({ code, output });
    };
    child.on('error', (error) => {
      output += `${error.message}\n`;
      finish(127);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}

/**
 * Runs the command-line program of an installed package.
 * @param {string} packageName
 * @param {readonly string[]} args
 * @param {RunOptions & { bin?: string }} [options] `bin` where the program is not called like the package
 */
export function runBin(packageName, args, { bin, ...options } = {}) {
  return run(process.execPath, [binPath(packageName, bin), ...args], options);
}

function binPath(packageName, bin = packageName.split('/').at(-1)) {
  const home = join(root, 'node_modules', packageName);
  const { bin: declared } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  return join(home, typeof declared === 'string' ? declared : declared[bin]);
}

/**
 * Runs npm, also where this script was not started by npm.
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath;
  if (npm && /\.[cm]?js$/.test(npm)) return run(process.execPath, [npm, ...args], options);
  return process.platform === 'win32'
    ? run('cmd.exe', ['/d', '/c', 'npm', ...args], options)
    : run('npm', args, options);
}

/**
 * npm puts a shell between itself and us, and the shell passes no signal on: when npm is ended, we would stay behind
 * and hold the port. So a change among those above us is taken as the signal that did not come.
 */
export function stopWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const above = parents();
  setInterval(() => {
    if (parents() !== above) process.kill(process.pid, 'SIGTERM');
  }, 250).unref();
}

// The shell and, where the system shows it, npm above the shell: a killed npm leaves its shell behind as well.
function parents() {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
    const grandparent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    return `${process.ppid} ${grandparent}`;
  } catch {
    return `${process.ppid}`;
  }
}
