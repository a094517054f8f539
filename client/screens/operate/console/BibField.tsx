import type { Ref } from 'react';
import { classes } from '../../../design/classes.ts';
import styles from './BibField.module.css';
import type { ConsoleView } from './use-console.ts';
import { useField } from './use-panels.ts';

interface BibFieldProps {
  readonly view: ConsoleView;
  readonly input: Ref<HTMLInputElement>;
}

/** Where digits go; what completes them stands behind them in grey until Enter takes it. */
export function BibField({ view: of, input }: BibFieldProps) {
  const view = useField(of);
  return (
    <div className={styles['bibField']}>
      <label className={styles['label']} htmlFor="console-bib">
        {view.label}
      </label>
      <div className={styles['box']}>
        <span className={styles['ghost']} aria-hidden="true">
          <span>{view.typed}</span>
          {view.rest}
        </span>
        <input
          ref={input}
          id="console-bib"
          data-bib-field
          className={styles['input']}
          value={view.typed}
          onChange={(event) => of.model.setTyped(event.target.value)}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          inputMode="numeric"
          maxLength={8}
          enterKeyHint="done"
          aria-describedby="console-bib-says"
        />
      </div>
      <p id="console-bib-says" className={styles['says']}>
        <span className={classes(styles['whom'], view.odd && styles['odd'])}>{view.whom}</span>
        <span className={styles['does']}>{view.does}</span>
      </p>
    </div>
  );
}

/** The same on a phone, where keys of our own type and no keyboard of the phone may come up. */
export function BibWindow({ view: of }: { readonly view: ConsoleView }) {
  const view = useField(of);
  return (
    <div className={styles['window']}>
      <output className={styles['shown']} aria-label={view.label}>
        <span>{view.typed}</span>
        <span className={styles['rest']}>{view.rest}</span>
        <span aria-hidden="true" className={styles['caret']} />
        {view.whom === null || view.goesTo === null ? null : (
          <span className={styles['goes']}>→ {view.goesTo}</span>
        )}
      </output>
      <span className={classes(styles['small'], view.odd && styles['odd'])}>
        {view.whom ?? view.brief}
      </span>
    </div>
  );
}
