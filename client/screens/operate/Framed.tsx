import { buttonLook } from '../../design/Button.tsx';
import { useWords } from '../../i18n/operate-words.ts';
import { Message } from '../Message.tsx';

/** Instead of the console where another page holds it: buttons could be laid over its buttons. */
export function Framed() {
  const { framed } = useWords().operate.frame;
  return (
    <Message title={framed.title} note={framed.note}>
      <a
        href={location.pathname}
        target="_blank"
        rel="noopener noreferrer"
        className={buttonLook({ look: 'strong', size: 'large' })}
      >
        {framed.open}
      </a>
    </Message>
  );
}
