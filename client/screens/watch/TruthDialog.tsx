import type { Provenance } from '../../../shared/race/definition.ts';
import type { TimeKind } from '../../../shared/race/events.ts';
import type { RaceCard } from '../../../shared/wire/api.ts';
import { Dialog } from '../../design/Dialog.tsx';
import { useWords } from '../../i18n/words.ts';
import styles from './TruthBadge.module.css';

const order: readonly TimeKind[] = ['official', 'measured', 'manual', 'reported', 'reconstructed'];

interface TruthDialogProps {
  readonly kinds: RaceCard['kinds'];
  readonly provenance: Provenance | undefined;
  readonly onClose: () => void;
}

/** What kinds of time the data of a race are made of, how many of each, and where they come from. */
export function TruthDialog({ kinds, provenance, onClose }: TruthDialogProps) {
  const words = useWords();
  const { truth: said } = words.watch;
  return (
    <Dialog open title={said.title} closeLabel={words.common.close} onClose={onClose}>
      <p className={styles['summary']}>{provenance?.summary}</p>
      <dl className={styles['kinds']}>
        {order.map((kind) => (
          <div key={kind} className={styles['kind']} data-absent={!kinds[kind] || undefined}>
            <dt>
              {words.common.kinds[kind]}
              <span className={styles['count']}>{kinds[kind] ?? 0}</span>
            </dt>
            <dd>{said.kinds[kind]}</dd>
          </div>
        ))}
      </dl>
      <p className={styles['ink']}>{said.ink}</p>
      {provenance?.sources === undefined ? null : (
        <p className={styles['sources']}>
          {said.sources}: {provenance.sources.join(', ')}
        </p>
      )}
    </Dialog>
  );
}
