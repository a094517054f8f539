import { vi } from 'vitest';

/** Waits until `check` throws no more; patient, since a test machine may have much else to do. */
export function eventually(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 15_000, interval: 5 });
}
