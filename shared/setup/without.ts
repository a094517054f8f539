/** The same value without some of its members. */
export function without<T extends object, K extends keyof T>(
  value: T,
  ...members: K[]
): Omit<T, K> {
  const kept = Object.entries(value).filter(([key]) => !members.includes(key as K));
  return Object.fromEntries(kept) as Omit<T, K>;
}
