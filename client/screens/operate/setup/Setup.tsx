/** What a race is: definition, start list, life. */
export function Setup({ slug }: { readonly slug: string }) {
  return <p>{slug}</p>;
}
