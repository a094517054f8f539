import { useEffect } from 'react';
import { Link } from 'wouter';
import { buttonLook } from '../design/Button.tsx';
import { useWords } from '../i18n/words.ts';
import { Message } from './Message.tsx';

/** No race at this address, or no page at all. */
export function NotFound({ ended }: { readonly ended?: boolean }) {
  const { common, watch } = useWords();
  const title = ended === true ? watch.ended : watch.notFound;
  useEffect(() => {
    document.title = `${title} · ${common.product}`;
  }, [title, common]);
  return (
    <Message title={title} note={watch.notFoundNote}>
      <Link href="/" className={buttonLook({ look: 'strong', size: 'large' })}>
        {common.toLibrary}
      </Link>
    </Message>
  );
}
