import type { AuditRow } from '../../../../shared/wire/operate-api.ts';
import { Button } from '../../../design/Button.tsx';
import { Field, Select } from '../../../design/Field.tsx';
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
      <Select
        label={words.operator}
        value={filter.operator}
        options={[['', words.anybody], ...operators]}
        onChange={(operator) => change({ operator })}
      />
      <Select
        label={words.device}
        value={filter.device}
        options={[
          ['', words.anyDevice],
          ...[...devices].toSorted().map((device) => [device, device] as const),
        ]}
        onChange={(device) => change({ device })}
      />
      <Select
        label={words.type}
        value={filter.type}
        options={Object.entries(words.types) as [TypeGroup, string][]}
        onChange={(type) => change({ type })}
      />
      <Field
        label={words.find}
        type="search"
        placeholder={words.findHint}
        value={filter.find}
        maxLength={100}
        onChange={(find) => change({ find })}
      />
      {isFiltered(filter) ? (
        <Button look="quiet" onClick={() => onFilter(NO_FILTER)}>
          {words.clear}
        </Button>
      ) : null}
    </search>
  );
}
