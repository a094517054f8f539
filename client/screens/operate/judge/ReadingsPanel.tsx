import type { Race } from '../../../../shared/race/race.ts';
import { timeAt } from '../../../../shared/strip/axis.ts';
import { formatRaceTime } from '../../../../shared/time/format.ts';
import { Button } from '../../../design/Button.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { whoText } from '../console/typed-who.ts';
import type { Reader } from './judge-rows.ts';
import { ReadingRow } from './ReadingRow.tsx';
import type { Judging } from './use-judge.ts';
import { WinningMargin } from './WinningMargin.tsx';
import styles from './Readings.module.css';

export interface ReadingsPanelProps {
  readonly race: Race;
  readonly point: number;
  readonly judging: Judging;
  readonly reader: Reader;
  readonly onShow: (column: number) => void;
}

/** Everybody at this point: read, marked or not yet, in the order of the image. */
export function ReadingsPanel(props: ReadingsPanelProps) {
  const { judging } = props;
  const words = useWords().judge;
  const { rows, axis, sheet } = judging;
  if (rows.length === 0) return <p className={styles['note']}>{words.rows.none}</p>;
  // What is in the log and names nobody must not be lost to sight: a bib that was typed wrongly.
  const nobodys = judging.readings.filter(({ entrant }) => entrant === null);
  const strangers = sheet.drafts.filter((draft) => judging.draftEntrant(draft) === null);
  const showBlind = judging.locks.both;
  return (
    <>
      <WinningMargin {...props} />
      <div className={styles['scroll']}>
        <table className={styles['rows']}>
          <thead>
            <tr>
              <th scope="col">{words.rows.order}</th>
              <th scope="col">{words.rows.lane}</th>
              <th scope="col">{words.rows.bib}</th>
              <th scope="col" className={styles['wide']}>
                {words.rows.name}
              </th>
              <th scope="col">{words.rows.reading}</th>
              <th scope="col">{words.rows.official}</th>
              <th scope="col" className={styles['behind']}>
                {words.rows.gap}
              </th>
              <th scope="col" className={styles['tapped']}>
                {words.rows.tapped}
              </th>
              {showBlind && <th scope="col">{words.reader.difference}</th>}
              <th scope="col">{words.rows.state}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <ReadingRow key={row.entrant} {...props} row={row} before={rows[i - 1]} />
            ))}
          </tbody>
        </table>
      </div>
      {nobodys.length > 0 && (
        <p className={styles['strangers']} role="status">
          {words.rows.nobodys}{' '}
          {nobodys
            .map(({ who, us, digits, reader }) =>
              [whoText(who) ?? '?', formatRaceTime(us, { digits }), reader]
                .filter((part) => part !== null)
                .join(' '),
            )
            .join(', ')}
        </p>
      )}
      {strangers.length > 0 && (
        <div className={styles['strangers']} role="group" aria-label={words.rows.open}>
          <span className={styles['note']}>{words.rows.open}</span>
          {strangers.map((draft) => (
            <Button
              key={draft.id}
              look={draft.id === sheet.active ? 'strong' : 'plain'}
              onClick={() => {
                judging.activate(draft.id);
                props.onShow(draft.column);
              }}
            >
              {draft.bib === '' ? '?' : draft.bib}{' '}
              {axis === null
                ? words.lineNumber(String(draft.column))
                : formatRaceTime(timeAt(axis, draft.column), { digits: judging.digits })}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
