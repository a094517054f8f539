/** Of what goes on paper, whatever the theme of the screen. */
export const PAPER = '#ffffff';
export const INK = '#12161c';
export const QUIET_INK = '#525c6b';
export const LINE_INK = '#c0201a';
export const RULE_INK = '#c6ccd4';

/** `look`: weight and size, as in `600 18px`. */
export function sheetFont(look: string): string {
  return `${look} 'Inter Variable', system-ui, sans-serif`;
}
