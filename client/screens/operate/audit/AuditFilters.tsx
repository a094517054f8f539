import type { AuditRow } from '../../../../shared/wire/operate-api.ts';
import { Button } from '../../../design/Button.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useRaceDesk, useRacePart } from '../desk-context.ts';
import { isFiltered, NO_FILTER, type AuditFilter, type TypeGroup } from './audit-filter.ts';
import styles from './Audit.module.css';

/** Whose, of which device, of which kind, with which words. */
export function AuditFilters({
  slug,
  filter,
  onFilter,
  rows,
}: {
  readonly slug: string;
  readonly filter: AuditFilter;
  readonly onFilter: (filter: AuditFilter) => void;
  readonly rows: readonly AuditRow[];
}) {
  const { audit: words } = useWords();
  const present = useRacePart(useRaceDesk(slug), (state) => state.operators);
  const operators = new Map<string, string>();
  for (const { id, label } of present) operators.set(id, label);
  for (const { operator } of rows)
    if (operator !== null) operators.set(operator.id, operator.label);
  const devices = new Set(rows.map(({ device }) => device));
  if (filter.device !== '') devices.add(filter.device);
  const change = (part: Partial<AuditFilter>) => onFilter({ ...filter, ...part });
  return (
    <search className={styles['filters']} aria-label={words.filters}>
      <label className={styles['field']}>
        {words.operator}
        <select
          className={styles['input']}
          value={filter.operator}
          onChange={(event) => change({ operator: event.currentTarget.value })}
        >
          <option value="">{words.anybody}</option>
          {[...operators].map(([id, label]) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label className={styles['field']}>
        {words.device}
        <select
          className={styles['input']}
          value={filter.device}
          onChange={(event) => change({ device: event.currentTarget.value })}
        >
          <option value="">{words.anyDevice}</option>
          {[...devices].toSorted().map((device) => (
            <option key={device} value={device}>
              {device}
            </option>
          ))}
        </select>
      </label>
      <label className={styles['field']}>
        {words.type}
        <select
          className={styles['input']}
          value={filter.type}
          onChange={(event) => change({ type: event.currentTarget.value as TypeGroup })}
        >
          {Object.entries(words.types).map(([type, text]) => (
            <option key={type} value={type}>
              {text}
            </option>
          ))}
        </select>
      </label>
      <label className={styles['field']}>
        {words.find}
        <input
          type="search"
          className={styles['input']}
          placeholder={words.findHint}
          value={filter.find}
          maxLength={100}
          onChange={(event) => change({ find: event.currentTarget.value })}
        />
      </label>
      {isFiltered(filter) ? (
        <Button look="quiet" onClick={() => onFilter(NO_FILTER)}>
          {words.clear}
        </Button>
      ) : null}
    </search>
  );
}
