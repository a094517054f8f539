/** Where times are tapped and given to entrants. */
export function Console({ slug }: { readonly slug: string }) {
  return <p>{slug}</p>;
}
