import { useState } from 'react';
import { Link } from 'wouter';
import type { DeskState, RaceDesk } from '../../desk/desk.ts';
import type { PresentOperator } from '../../../shared/wire/operate.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { useWords, type Words } from '../../i18n/operate-words.ts';
import { useDesk, useDeskPart, useRacePart } from './desk-context.ts';
import { lengthText, offsetText } from './desk-text.ts';
import { tabsOf } from './race-screens.ts';
import { saveFile } from './save-file.ts';
import styles from './DeskDialog.module.css';

interface DeskDialogProps {
  readonly race: RaceDesk;
  readonly screen: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** All that is to say of this desk: who, how the link, the clock and the queue are, who else is there. */
export function DeskDialog({ race, screen, open, onClose }: DeskDialogProps) {
  const { common, operate } = useWords();
  return (
    <Dialog open={open} title={operate.desk.title} closeLabel={common.close} onClose={onClose}>
      <Tabs race={race} screen={screen} onClose={onClose} />
      <About race={race} />
      <Present race={race} />
      <Leave />
    </Dialog>
  );
}

/** On a phone the bar has no room for them. */
function Tabs({ race, screen, onClose }: Omit<DeskDialogProps, 'open'>) {
  const words = useWords().operate.frame;
  const me = useDeskPart((state) => state.me);
  const slug = useRacePart(race, (state) => state.slug);
  return (
    <nav aria-label={words.tabs} className={styles['tabs']}>
      {(me === null ? [] : tabsOf(me.role)).map((tab) => (
        <Link
          key={tab}
          href={`/operate/race/${slug}/${tab}`}
          className={styles['tab']}
          aria-current={tab === screen ? 'page' : undefined}
          onClick={onClose}
        >
          {words.tab[tab]}
        </Link>
      ))}
      <Link href={`/race/${slug}`} className={styles['tab']}>
        {words.publicPage}
      </Link>
    </nav>
  );
}

function About({ race }: { readonly race: RaceDesk }) {
  const { frame, desk: words } = useWords().operate;
  const desk = useDesk();
  const me = useDeskPart((state) => state.me);
  const link = useDeskPart((state) => (state.shut === null ? state.link : 'shut'));
  const clock = useDeskPart((state) => state.clock);
  const slug = useRacePart(race, (state) => state.slug);
  const unsent = useRacePart(race, (state) => state.unsent);
  const refused = useRacePart(
    race,
    (state) => state.entries.filter(({ where }) => where === 'refused').length,
  );
  const all = useDeskPart((state) => state.unsent);
  const points = me?.points ?? null;
  return (
    <dl className={styles['facts']}>
      <dt>{frame.you}</dt>
      <dd>
        {me === null ? '' : `${me.label}, ${frame.roles[me.role]}`}
        {points === null ? '' : ` ${frame.at(points.join(', '))}`}
      </dd>
      <dt>{words.device}</dt>
      <dd className={styles['device']}>{me?.device}</dd>
      <dt>{words.connection}</dt>
      <dd>{frame.link[link]}</dd>
      <dt>{words.clock}</dt>
      <dd>{clockText(clock, desk.now(), words)}</dd>
      <dt>{words.queue}</dt>
      <dd>
        <p>
          {words.queueText(all)} {refused > 0 ? frame.refused(refused) : ''}
        </p>
        {unsent + refused > 0 ? (
          <>
            <Button
              size="large"
              onClick={() =>
                void desk
                  .exportUnsent(slug)
                  .then((file) => saveFile(file, `${slug}-${me?.device ?? 'desk'}.json`))
              }
            >
              {words.save}
            </Button>
            <p className={styles['hint']}>{words.saveHint}</p>
          </>
        ) : null}
      </dd>
    </dl>
  );
}

function clockText(
  clock: DeskState['clock'],
  now: number,
  words: Words['operate']['desk'],
): string {
  if (clock === null) return words.clockUnknown;
  const { offsetUs, errorUs, from, measuredAt, stepped } = clock;
  return [
    words.clockText(offsetText(offsetUs), lengthText(errorUs)),
    from === 'kept' ? words.clockKept(lengthText(now - measuredAt)) : '',
    stepped ? words.clockStepped : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function Present({ race }: { readonly race: RaceDesk }) {
  const { desk: words } = useWords().operate;
  const me = useDeskPart((state) => state.me?.id);
  const operators = useRacePart(race, (state) => state.operators);
  const others = operators.filter(({ id }) => id !== me);
  return (
    <section className={styles['present']}>
      <h3>{words.present}</h3>
      {others.length === 0 ? <p className={styles['hint']}>{words.alone}</p> : null}
      <ul>
        {others.map((operator, index) => (
          // One operator may be there with two tabs.
          <li key={`${operator.id} ${String(index)}`}>
            <Other operator={operator} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Other({ operator }: { readonly operator: PresentOperator }) {
  const { frame, desk: words } = useWords().operate;
  const { label, role, points, screen, armed, unsent, errorUs } = operator;
  const said = [
    points === null ? frame.roles[role] : `${frame.roles[role]} ${frame.at(points.join(', '))}`,
    screen === undefined ? '' : words.screen[screen],
    armed === true ? words.armed : '',
    errorUs === undefined ? '' : frame.clock(lengthText(errorUs)),
    unsent === undefined || unsent === 0 ? '' : words.unsent(unsent),
  ].filter((part) => part !== '');
  return (
    <>
      <strong>{label}</strong> <span className={styles['hint']}>{said.join(' · ')}</span>
    </>
  );
}

function Leave() {
  const { desk: words } = useWords().operate;
  const desk = useDesk();
  const isLive = useDeskPart((state) => state.link === 'live');
  const unsent = useDeskPart((state) => state.unsent);
  const [busy, setBusy] = useState(false);
  return (
    <div className={styles['leave']}>
      {unsent > 0 ? <p className={styles['hint']}>{words.signOutUnsent(unsent)}</p> : null}
      {isLive ? null : <p className={styles['hint']}>{words.signOutOffline}</p>}
      <Button
        size="large"
        disabled={!isLive || busy}
        onClick={() => {
          setBusy(true);
          void desk.signOut().finally(() => setBusy(false));
        }}
      >
        {words.signOut}
      </Button>
    </div>
  );
}
