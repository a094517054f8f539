import { viewersEn } from './en-viewers.ts';
import { audit } from './en/audit.ts';
import { announcer } from './en/announcer.ts';
import { consoleWords } from './en/console.ts';
import { devices } from './en/devices.ts';
import { feeds } from './en/feeds.ts';
import { judge } from './en/judge.ts';
import { operate } from './en/operate.ts';
import { results } from './en/results.ts';
import { setup } from './en/setup.ts';
import { rehearsal } from './en/rehearsal.ts';
import { lanes } from './en/lanes.ts';
import { merge } from './en/merge.ts';
import { start } from './en/start.ts';
import { status } from './en/status.ts';

/** English for operators too. Their screens take `useWords` from operate-words.ts, so that no viewer loads it. */
export const en = {
  ...viewersEn,
  audit,
  announcer,
  console: consoleWords,
  devices,
  feeds,
  judge,
  operate,
  results,
  setup,
  rehearsal,
  lanes,
  merge,
  start,
  status,
};
