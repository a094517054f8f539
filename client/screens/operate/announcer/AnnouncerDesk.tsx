/** What an announcer needs next. */
export function AnnouncerDesk({ slug }: { readonly slug: string }) {
  return <p>{slug}</p>;
}
