/** Where the referee makes the result: status, places, official. */
export function Results({ slug }: { readonly slug: string }) {
  return <p>{slug}</p>;
}
