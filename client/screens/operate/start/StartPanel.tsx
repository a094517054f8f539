/** Arm and gun, recalls, waves and interval starts: the head of the console. */
export function StartPanel({ slug }: { readonly slug: string }) {
  return <p>{slug}</p>;
}
