import { board } from './en/board.ts';
import { common } from './en/common.ts';
import { gaps } from './en/gaps.ts';
import { library } from './en/library.ts';
import { life } from './en/life.ts';
import { link } from './en/link.ts';
import { photo } from './en/photo.ts';
import { result } from './en/result.ts';
import { scrubber } from './en/scrubber.ts';
import { story } from './en/story.ts';
import { track } from './en/track.ts';
import { watch } from './en/watch.ts';

/** English for whoever watches; its type is what every other language must fill. */
export const viewersEn = {
  board,
  common,
  gaps,
  library,
  life,
  link,
  photo,
  result,
  scrubber,
  story,
  track,
  watch,
};
