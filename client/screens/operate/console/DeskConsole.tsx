import { useEffect, useRef, useState } from 'react';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useDeskPart, useRacePart } from '../desk-context.ts';
import { MergePanel } from '../merge/MergePanel.tsx';
import { StartPanel } from '../start/StartPanel.tsx';
import { StatusPanel } from '../status/StatusPanel.tsx';
import { useRaceOver } from '../use-race-over.ts';
import { BibField } from './BibField.tsx';
import { Corrections } from './Corrections.tsx';
import { DeviceNotes } from './DeviceNotes.tsx';
import styles from './DeskConsole.module.css';
import { FieldPanel } from './FieldPanel.tsx';
import { LastEntries } from './LastEntries.tsx';
import type { LayoutProps } from './layout-props.ts';
import { Likely } from './Likely.tsx';
import { LineChoice } from './LineChoice.tsx';
import { LostTaps } from './LostTaps.tsx';
import { Rows } from './Rows.tsx';
import { flash, TapArea } from './TapArea.tsx';
import { useConsole } from './use-console.ts';
import { useConsoleKeys } from './use-console-keys.ts';
import { hasLetterBibs, useLikelyViews, useWaiting } from './use-panels.ts';

/** The console at a desk: everything in sight, everything by key. */
export function DeskConsole(props: LayoutProps) {
  const { slug, lines, line, onChoose, feedback } = props;
  const words = useWords().console;
  const view = useConsole({ slug, line: line.line, feedback });
  const { model } = view;
  const likely = useLikelyViews(view);
  const field = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLDivElement>(null);
  const noGun = useRacePart(view.raceDesk, (state) => state.race.zero === null);
  const over = useRaceOver(view.raceDesk);
  const me = useDeskPart((state) => state.me);
  const lit = useLit();
  useEffect(() => field.current?.focus(), []);
  useConsoleKeys({
    model,
    field,
    letterBibs: hasLetterBibs(view),
    onTap: () => flash(area.current?.querySelector('[data-tap-area]') ?? null),
  });
  const waiting = useWaiting(view);
  return (
    <div className={styles['console']} data-console="desk">
      <StartPanel slug={slug} />
      <LostTaps view={view} />
      <div className={styles['hands']}>
        <Panel
          title={line.name}
          note={line.points === null ? undefined : words.lineNote(line.points)}
          panel="tap"
          actions={
            lines.length > 1 ? <LineChoice lines={lines} line={line} onChoose={onChoose} /> : null
          }
          className={styles['tapPanel']}
        >
          <div className={styles['tap']} ref={area}>
            <TapArea
              label={words.tap.label(line.name)}
              word={words.tap.word}
              note={over !== null ? words.tap.over[over] : noGun ? words.tap.noGun : words.tap.keys}
              rested={over !== null}
              lit={lit}
              onTap={model.tap}
            />
            <Likely
              likely={likely}
              onPick={(index, timeStampMs) => {
                model.likely(index, timeStampMs);
                field.current?.focus();
              }}
            />
          </div>
        </Panel>
        <Panel
          title={words.assign.title}
          note={waiting === 0 ? undefined : words.assign.waiting(waiting)}
          panel="assign"
          flush
          className={styles['assign']}
        >
          <div className={styles['sheet']}>
            <BibField view={view} input={field} />
            <Rows view={view} />
            <Corrections view={view} />
          </div>
        </Panel>
      </div>
      <div className={styles['rest']}>
        <div className={styles['column']}>
          <FieldPanel view={view} />
          <LastEntries view={view} slug={slug} />
          <DeviceNotes {...props} />
        </div>
        <div className={styles['column']}>
          {me?.role === 'tapper' ? null : <StatusPanel slug={slug} />}
          <MergePanel key={line.line} slug={slug} line={line.line} folded />
        </div>
      </div>
    </div>
  );
}

/** Space taps unless a button or another field has the focus. */
function useLit(): boolean {
  const [lit, setLit] = useState(true);
  useEffect(() => {
    const look = () => {
      const at = document.activeElement;
      setLit(
        at === null ||
          at.closest('[data-bib-field], [data-tap-area]') !== null ||
          at.closest('button, a, input, select, textarea, summary, dialog') === null,
      );
    };
    look();
    document.addEventListener('focusin', look);
    document.addEventListener('focusout', look);
    return () => {
      document.removeEventListener('focusin', look);
      document.removeEventListener('focusout', look);
    };
  }, []);
  return lit;
}
