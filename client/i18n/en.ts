import { gaps } from './en/gaps.ts';
import { photo } from './en/photo.ts';
import { track } from './en/track.ts';

export const en = { gaps, photo, track };
