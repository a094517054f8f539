/** Who did what, when, and why. */
export function AuditScreen({ slug }: { readonly slug: string }) {
  return <p>{slug}</p>;
}
