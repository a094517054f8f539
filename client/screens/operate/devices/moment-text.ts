const today = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const other = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'short' });

/** A moment (µs since 1970) by this device's own zone: the clock alone when it was today. */
export function momentText(at: number): string {
  const ms = at / 1000;
  return day.format(ms) === day.format() ? today.format(ms) : other.format(ms);
}
