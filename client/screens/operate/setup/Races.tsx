/** Every race an operator may touch, and how to make one. */
export function Races() {
  return null;
}
