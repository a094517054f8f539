import { useId, useState } from 'react';
import { Button } from '../../../design/Button.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useDesk } from '../desk-context.ts';
import styles from './Announcer.module.css';
import type { BoothProps } from './booth.ts';

/** One's own notes, on this device alone; and, apart from them, a sentence for everybody. */
export function Notes({ booth, mayTell }: BoothProps & { readonly mayTell: boolean }) {
  const { notes: says } = useWords().announcer;
  const [text, setText] = useState(() => notesKept(booth.slug));
  const here = useId();
  return (
    <Panel title={says.title} panel="notes">
      <textarea
        className={styles['notes']}
        aria-label={says.label}
        aria-describedby={here}
        rows={4}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          keepNotes(booth.slug, event.currentTarget.value);
        }}
      />
      <p id={here} className={styles['quiet']}>
        {says.here}
      </p>
      {mayTell ? <Tell booth={booth} /> : null}
    </Panel>
  );
}

function Tell({ booth }: BoothProps) {
  const { notes: says } = useWords().announcer;
  const desk = useDesk();
  const [text, setText] = useState('');
  const hint = useId();
  const said = text.trim();
  return (
    <form
      className={styles['tell']}
      onSubmit={(event) => {
        event.preventDefault();
        if (said === '') return;
        const { at } = desk.instantOf(event.timeStamp);
        void booth.raceDesk.bring([
          {
            type: 'messagePosted',
            time: { basis: 'instant', at, digits: 0 },
            text: said,
            kind: 'reported',
          },
        ]);
        setText('');
      }}
    >
      <label className={styles['field']}>
        {says.tell}
        <input
          className={styles['input']}
          value={text}
          maxLength={300}
          aria-describedby={hint}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <Button type="submit" size="large" disabled={said === ''}>
        {says.send}
      </Button>
      <p id={hint} className={styles['quiet']}>
        {says.tellHint}
      </p>
    </form>
  );
}

const nameKept = (slug: string): string => `hairline.notes.${slug}`;

function notesKept(slug: string): string {
  try {
    return localStorage.getItem(nameKept(slug)) ?? '';
  } catch {
    return '';
  }
}

function keepNotes(slug: string, text: string): void {
  try {
    localStorage.setItem(nameKept(slug), text);
  } catch {
    // Full or forbidden: the notes stay on the page as long as it is open.
  }
}
