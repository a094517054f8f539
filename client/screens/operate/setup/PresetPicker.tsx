import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { findPresets } from '../../../../shared/setup/presets.ts';
import type { Family, Preset } from '../../../../shared/setup/preset.ts';
import { Icon } from '../../../design/Icon.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import styles from './PresetPicker.module.css';

interface PresetPickerProps {
  readonly onPick: (preset: Preset) => void;
}

const SHOWN = 60;
const FAMILIES: readonly Family[] = [
  'track',
  'indoor',
  'road',
  'ultra',
  'rowing',
  'swimming',
  'cycling',
  'motor',
  'skiing',
  'other',
];

/** Every standard event, by typing or by looking: arrows go along, Enter takes. */
export function PresetPicker({ onPick }: PresetPickerProps) {
  const words = useWords().setup.event;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [sought, setSought] = useState('');
  const [family, setFamily] = useState<Family | null>(null);
  const [at, setAt] = useState(0);
  const found = useMemo(
    () => findPresets(sought).filter((preset) => family === null || preset.family === family),
    [sought, family],
  );
  const shown = found.slice(0, SHOWN);

  function move(to: number): void {
    const next = Math.min(Math.max(to, 0), shown.length - 1);
    setAt(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) move(at + step);
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      const preset = shown[at];
      if (preset) onPick(preset);
    } else return;
    event.preventDefault();
  }

  return (
    <div className={styles['picker']}>
      <label htmlFor={id} className={styles['label']}>
        {words.find}
      </label>
      <input
        id={id}
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={shown.length === 0 ? undefined : `${id}-${at}`}
        aria-autocomplete="list"
        // The page is for this: whoever comes here begins with the event.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        autoComplete="off"
        spellCheck={false}
        className={styles['input']}
        placeholder={words.findPlaceholder}
        value={sought}
        onChange={(event) => {
          setSought(event.target.value);
          move(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div role="group" aria-label={words.title} className={styles['families']}>
        {FAMILIES.map((one) => (
          <button
            key={one}
            type="button"
            className={styles['family']}
            aria-pressed={one === family}
            onClick={() => {
              setFamily(one === family ? null : one);
              move(0);
            }}
          >
            {words.family[one]}
          </button>
        ))}
      </div>
      <p role="status" className={styles['count']}>
        {found.length === 0 ? words.none(sought) : words.found(found.length)}
      </p>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={words.find}
        className={styles['list']}
      >
        {shown.map((preset, index) => (
          // Keys are the input's: the options are its popup and are never focused themselves.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={preset.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={styles['option']}
            onPointerMove={() => setAt(index)}
            onClick={() => onPick(preset)}
          >
            <span className={styles['event']}>{preset.event}</span>
            <span className={styles['of']}>{words.family[preset.family]}</span>
            <Icon name="nextEvent" size={16} />
          </div>
        ))}
      </div>
    </div>
  );
}
