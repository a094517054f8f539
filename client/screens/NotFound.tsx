import { useEffect } from 'react';
import { Link } from 'wouter';
import { buttonLook } from '../design/Button.tsx';
import { useWords } from '../i18n/words.ts';
import { Message } from './Message.tsx';

/** No page at this address; or of a race, given as `ended`, that it is not there or no longer. */
export function NotFound({ ended }: { readonly ended?: boolean }) {
  const { common, watch } = useWords();
  const title = ended === undefined ? watch.noPage : ended ? watch.ended : watch.notFound;
  useEffect(() => {
    document.title = `${title} · ${common.product}`;
  }, [title, common]);
  return (
    <Message title={title} note={ended === undefined ? watch.noPageNote : watch.notFoundNote}>
      <Link href="/" className={buttonLook({ look: 'strong', size: 'large' })}>
        {common.toLibrary}
      </Link>
    </Message>
  );
}
