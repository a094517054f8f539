import { useState, type ReactNode } from 'react';
import type { RaceDesk } from '../../desk/desk.ts';
import { Button } from '../../design/Button.tsx';
import { Icon } from '../../design/Icon.tsx';
import { useWords } from '../../i18n/operate-words.ts';
import { useDesk, useDeskPart, useRacePart } from './desk-context.ts';
import { lengthText } from './desk-text.ts';
import { usePageVersion } from './use-page-version.ts';
import styles from './Banners.module.css';

/** A break shorter than this would only make the page jump. */
const STEP_WORTH_TELLING_US = 20_000;

/** What an operator must know now: never more than it has to do or to reckon with. */
export function Banners({
  race,
  headTellsLink,
}: {
  readonly race: RaceDesk;
  /** The screen says by itself that there is no network. */
  readonly headTellsLink?: boolean;
}) {
  const { banner } = useWords().operate;
  const desk = useDesk();
  const shut = useDeskPart((state) => state.shut);
  const offline = useDeskPart((state) => state.shut === null && state.link === 'offline');
  const unsent = useDeskPart((state) => state.unsent);
  const cannotKeep = useDeskPart((state) => state.cannotKeep);
  const doubt = useDeskPart(({ clock }) =>
    clock?.stepped === true && clock.errorUs > STEP_WORTH_TELLING_US ? clock.errorUs : null,
  );
  const gone = useRacePart(race, (state) => state.gone);
  const bound = useDeskPart((state) => state.me?.race ?? null);
  const again = useRacePart(race, (state) => state.race.state?.state === 'rerun');
  const version = usePageVersion();
  const [isTold, setIsTold] = useState(false);
  return (
    <div className={styles['banners']}>
      {shut === 'oldWire' || version.isNewer ? (
        <Banner
          tone={shut === 'oldWire' ? 'bad' : 'plain'}
          action={<Button onClick={version.reload}>{banner.reload}</Button>}
        >
          {shut === 'oldWire' ? banner.oldWire : banner.update}
        </Banner>
      ) : null}
      {shut !== null && shut !== 'oldWire' ? (
        <Banner tone="bad" action={<Button onClick={desk.comeInAgain}>{banner.comeIn}</Button>}>
          {banner[shut]}
        </Banner>
      ) : null}
      {offline && headTellsLink !== true ? (
        <Banner tone="warn">{banner.offline(unsent)}</Banner>
      ) : null}
      {cannotKeep === null ? null : <Banner tone="bad">{banner.cannotKeep(cannotKeep)}</Banner>}
      {doubt === null ? null : <Banner tone="warn">{banner.stepped(lengthText(doubt))}</Banner>}
      {gone === null ? null : <Banner tone="bad">{banner.gone[gone] ?? gone}</Banner>}
      {again && bound !== null ? <Banner tone="warn">{banner.again}</Banner> : null}
      {window.isSecureContext || isTold ? null : (
        <Banner
          tone="plain"
          action={<Button onClick={() => setIsTold(true)}>{banner.dismiss}</Button>}
        >
          {banner.insecure}
        </Banner>
      )}
    </div>
  );
}

function Banner({
  tone,
  action,
  children,
}: {
  readonly tone: 'plain' | 'warn' | 'bad';
  readonly action?: ReactNode;
  readonly children: string;
}) {
  return (
    <div className={styles['banner']} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon name={tone === 'plain' ? 'info' : 'warning'} />
      <p>{children}</p>
      {action}
    </div>
  );
}
