import { useEffect } from 'react';
import { Link } from 'wouter';
import { Button, buttonLook } from '../../design/Button.tsx';
import { useWords } from '../../i18n/words.ts';
import type { Session } from '../../store/session.ts';
import { Message } from '../Message.tsx';
import { usePart } from '../stations.ts';

/** Before anything of a race has come: that it does not, why, and where else to go. */
export function NotCome({
  session,
  onRetry,
}: {
  readonly session: Session;
  readonly onRetry: () => void;
}) {
  const { common, link, watch } = useWords();
  const online = usePart(session.race, (state) => state.link.online);
  useEffect(() => {
    document.title = watch.title(watch.failed);
  }, [watch]);
  return (
    <Message title={watch.failed} note={online ? watch.failedNote : link.yourLink.comesBack}>
      <Button look="strong" size="large" onClick={onRetry}>
        {common.retry}
      </Button>
      <Link href="/" className={buttonLook({ look: 'plain', size: 'large' })}>
        {common.toLibrary}
      </Link>
    </Message>
  );
}
