import { useEffect } from 'react';
import { Link } from 'wouter';
import { buttonLook } from '../design/Button.tsx';
import { useWords } from '../i18n/words.ts';
import { Message } from './Message.tsx';

/** Where an operator's link leads until there is a console. It leaves the key alone, which opens only once. */
export function Operators() {
  const { common } = useWords();
  const { title, note } = common.operators;
  useEffect(() => {
    document.title = `${title} · ${common.product}`;
  }, [title, common]);
  return (
    <Message title={title} note={note}>
      <Link href="/" className={buttonLook({ look: 'strong', size: 'large' })}>
        {common.toLibrary}
      </Link>
    </Message>
  );
}
