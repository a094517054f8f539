/** Keys, pairings and who is signed in. */
export function Devices() {
  return null;
}
