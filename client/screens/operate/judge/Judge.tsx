/** Where the finish image is read. */
export function Judge({ slug }: { readonly slug: string }) {
  return <p>{slug}</p>;
}
