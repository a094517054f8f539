import { board } from './en/board.ts';
import { common } from './en/common.ts';
import { consoleWords } from './en/console.ts';
import { gaps } from './en/gaps.ts';
import { library } from './en/library.ts';
import { link } from './en/link.ts';
import { operate } from './en/operate.ts';
import { photo } from './en/photo.ts';
import { scrubber } from './en/scrubber.ts';
import { start } from './en/start.ts';
import { story } from './en/story.ts';
import { track } from './en/track.ts';
import { watch } from './en/watch.ts';

/** English, in one object of namespaces; its type is what every other language must fill. */
export const en = {
  board,
  common,
  console: consoleWords,
  gaps,
  library,
  link,
  operate,
  photo,
  scrubber,
  start,
  story,
  track,
  watch,
};
