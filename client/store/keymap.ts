/** What a viewer can do by key, as UX and the help dialog list it. */
export type KeyAction =
  | { readonly do: 'playOrPause' }
  | { readonly do: 'skip'; readonly seconds: number }
  | { readonly do: 'stepPoint'; readonly by: 1 | -1 }
  | { readonly do: 'stepEvent'; readonly by: 1 | -1 }
  | { readonly do: 'toGun' }
  | { readonly do: 'goLive' }
  | { readonly do: 'toTenth'; readonly tenth: number }
  | { readonly do: 'speed'; readonly by: 1 | -1 }
  | { readonly do: 'search' }
  | { readonly do: 'follow' }
  | { readonly do: 'photo' }
  | { readonly do: 'chart' }
  | { readonly do: 'share' }
  | { readonly do: 'help' };

export interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/**
 * What a key does on the watch page; null for nothing. Keys of one character can be switched off
 * (WCAG 2.1.4); arrows, Home and End stay.
 */
export function keyAction(pressed: Pressed, singleKeys: boolean): KeyAction | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  const named = namedKey(pressed);
  if (named !== null) return named;
  return singleKeys ? singleKey(pressed.key) : null;
}

function namedKey({ key, shiftKey }: Pressed): KeyAction | null {
  switch (key) {
    case 'ArrowLeft':
      return shiftKey ? { do: 'stepPoint', by: -1 } : { do: 'skip', seconds: -5 };
    case 'ArrowRight':
      return shiftKey ? { do: 'stepPoint', by: 1 } : { do: 'skip', seconds: 5 };
    case 'Home':
      return { do: 'toGun' };
    case 'End':
      return { do: 'goLive' };
    default:
      return null;
  }
}

function singleKey(key: string): KeyAction | null {
  if (/^\d$/.test(key)) return { do: 'toTenth', tenth: Number(key) };
  switch (key.toLowerCase()) {
    case ' ':
    case 'k':
      return { do: 'playOrPause' };
    case 'j':
      return { do: 'skip', seconds: -10 };
    case 'l':
      return { do: 'skip', seconds: 10 };
    case ',':
      return { do: 'stepEvent', by: -1 };
    case '.':
      return { do: 'stepEvent', by: 1 };
    case 'g':
      return { do: 'goLive' };
    case '[':
      return { do: 'speed', by: -1 };
    case ']':
      return { do: 'speed', by: 1 };
    case '/':
      return { do: 'search' };
    case 'f':
      return { do: 'follow' };
    case 'm':
      return { do: 'photo' };
    case 'c':
      return { do: 'chart' };
    case 's':
      return { do: 'share' };
    case '?':
      return { do: 'help' };
    default:
      return null;
  }
}
