import { useMemo } from 'react';
import { Link } from 'wouter';
import { Skeleton } from '../../../design/Skeleton.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { usePart } from '../../stations.ts';
import { useDeskPart, useRaceDesk, useRacePart } from '../desk-context.ts';
import { chooseLine } from './console-prefs.ts';
import styles from './Console.module.css';
import { DeskConsole } from './DeskConsole.tsx';
import { openingLine, tapLines } from './lines.ts';
import { feedback, prefs } from './own-feedback.ts';
import { PhoneConsole } from './PhoneConsole.tsx';
import { useAttendance } from './use-attendance.ts';
import { useMedia } from './use-media.ts';
import { useWakeLock } from './wake-lock.ts';

/** Held in a hand, or lying on its side. */
const PHONE = '(max-width: 767px), (max-height: 519px)';

/** Where times are tapped and given to entrants. */
export function Console({ slug }: { readonly slug: string }) {
  const words = useWords();
  const says = words.console;
  const raceDesk = useRaceDesk(slug);
  const definition = useRacePart(raceDesk, (state) => state.race.definition);
  const whole = useRacePart(raceDesk, (state) => state.whole);
  const gone = useRacePart(raceDesk, (state) => state.gone);
  const me = useDeskPart((state) => state.me);
  const chosen = usePart(prefs, (state) => state.lines[slug]);
  const phone = useMedia(PHONE);
  const awake = useWakeLock();
  useAttendance(raceDesk);
  const lines = useMemo(
    () => (definition === null ? [] : tapLines(definition, me?.points ?? null, words)),
    [definition, me, words],
  );
  const line = definition === null ? null : openingLine(lines, definition, chosen);

  if (gone !== null) return <Nothing text={says.gone} />;
  if (me?.role === 'viewer') return <Nothing text={says.mayNotTap} />;
  if (definition === null)
    return whole ? <Nothing text={says.noDefinition} /> : <Opening label={words.common.loading} />;
  if (line === null) return <Nothing text={says.noLine} />;
  const Layout = phone ? PhoneConsole : DeskConsole;
  return (
    <Layout
      key={line.line}
      slug={slug}
      lines={lines}
      line={line}
      onChoose={(next) => chooseLine(prefs, slug, next)}
      prefs={prefs}
      feedback={feedback}
      awake={awake}
    />
  );
}

function Nothing({ text }: { readonly text: string }) {
  const words = useWords().console;
  return (
    <div className={styles['nothing']}>
      <p>{text}</p>
      <Link href="/operate">{words.toRaces}</Link>
    </div>
  );
}

function Opening({ label }: { readonly label: string }) {
  return (
    <div className={styles['opening']} aria-busy="true" aria-label={label}>
      <Skeleton width="100%" height="4rem" />
      <Skeleton width="100%" height="20rem" />
    </div>
  );
}
