/** What stood in the fragment of the address: a link's key, or the digits of a QR code. */
export type Invitation = (
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'code'; readonly code: string }
) & {
  /** What the device was called where the invitation was made; nothing where nobody was asked. */
  readonly name: string;
};

/** Read before anything is drawn, for the address bar is seen over shoulders. */
let found: Invitation | null | undefined;

/** The invitation of this page; the address is cleaned of it the first time. */
export function takeInvitation(): Invitation | null {
  if (found === undefined) {
    found = invitationIn(location.hash);
    if (found) history.replaceState(history.state, '', location.pathname + location.search);
  }
  return found;
}

/** It opened what it opens. */
export function spendInvitation(): void {
  found = null;
}

export function invitationIn(fragment: string): Invitation | null {
  const said = new URLSearchParams(fragment.replace(/^#/, ''));
  const key = said.get('key');
  const name = (said.get('name') ?? '').slice(0, 80);
  if (key !== null && key !== '') return { kind: 'key', key, name };
  const code = said.get('pair')?.replace(/\D/g, '');
  return code === undefined || code === '' ? null : { kind: 'code', code: code.slice(0, 6), name };
}

/** The address of an invitation, with what the device is called, so that nobody is asked for it twice. */
export function withName(url: string, name: string): string {
  return `${url}&name=${encodeURIComponent(name)}`;
}
