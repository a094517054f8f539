import type { SoundPath } from './sound-path.ts';

/** How the microphone of this device listens; kept on the device. */
export interface EarSettings extends SoundPath {
  /** Sharpness from which a shot is one, 0 to 1. */
  readonly threshold: number;
}

const KEY = 'hairline.ear';
const USUAL: EarSettings = { threshold: 0.25, metres: 0, celsius: 20 };

export function readEarSettings(): EarSettings {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return isSettings(kept) ? kept : USUAL;
  } catch {
    return USUAL; // A browser may forbid it, and what is not ours is no settings.
  }
}

export function keepEarSettings(settings: EarSettings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // They hold as long as the page is open.
  }
}

function isSettings(value: unknown): value is EarSettings {
  if (typeof value !== 'object' || value === null) return false;
  const { threshold, metres, celsius } = value as Partial<Record<keyof EarSettings, unknown>>;
  return [threshold, metres, celsius].every((part) => Number.isFinite(part));
}
