/** A new meeting or race, from a preset, a template or a file. */
export function NewRace() {
  return null;
}
