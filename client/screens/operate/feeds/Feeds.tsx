/** How the sources of a race are doing. */
export function Feeds({ slug }: { readonly slug: string }) {
  return <p>{slug}</p>;
}
