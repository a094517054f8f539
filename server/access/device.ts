import type { OperatorKey } from './operator-keys.ts';

/** What entries of an operator are signed with; nobody else can, so the log says whose they are. */
export function deviceOf(id: string): string {
  return `op-${id}`;
}

/** Whether an operator may sign with a device: its own, a part of it, or what its browser had before. */
export function ownsDevice({ id, formerly }: OperatorKey, device: string): boolean {
  const owner = ownerOf(device);
  return owner !== null && (owner === id || formerly.includes(owner));
}

/** The id of the operator a device belongs to; null for timing systems and recordings. */
export function ownerOf(device: string): string | null {
  return /^op-([a-z2-7]{8})(?:\.[\w-]{1,40})?$/.exec(device)?.[1] ?? null;
}
