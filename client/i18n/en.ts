import { viewersEn } from './en-viewers.ts';
import { results } from './en/results.ts';
import { announcer } from './en/announcer.ts';
import { consoleWords } from './en/console.ts';
import { feeds } from './en/feeds.ts';
import { operate } from './en/operate.ts';
import { start } from './en/start.ts';
import { status } from './en/status.ts';

/** English for operators too. Their screens take `useWords` from operate-words.ts, so that no viewer loads it. */
export const en = {
  ...viewersEn,
  results,
  announcer,
  console: consoleWords,
  feeds,
  operate,
  start,
  status,
};
