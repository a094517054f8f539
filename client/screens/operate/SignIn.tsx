/** The door: opens a link's key or six digits, and says why it did not. */
export function SignIn() {
  return null;
}
