import { useId, useRef } from 'react';
import { Button } from '../../../design/Button.tsx';
import { buttonLook } from '../../../design/Button.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import type { ImageState } from './use-image.ts';
import styles from './OpenPanel.module.css';

interface OpenPanelProps {
  readonly now: ImageState;
  readonly over: boolean;
  readonly onFile: (file: File) => void;
  /** Null where there is nobody to draw. */
  readonly onPractise: (() => void) | null;
}

const ACCEPTED = 'image/png,image/jpeg,image/webp';

/** Where an image comes in: by choice, by drop or by paste; and why one did not. */
export function OpenPanel({ now, over, onFile, onPractise }: OpenPanelProps) {
  const words = useWords().judge.open;
  return (
    <section className={styles['open']} data-over={over || undefined} aria-label={words.title}>
      <svg className={styles['picture']} viewBox="0 0 240 64" aria-hidden="true">
        <path d="M0 52h240M0 58h240" />
        <path d="M58 4v56M121 4v56M133 4v56M190 4v56" />
        <path className={styles['pictureLine']} d="M121 0v64" />
      </svg>
      <h2>{over ? words.drop : words.lead}</h2>
      <p className={styles['note']}>{words.kinds}</p>
      {now.state === 'opening' ? (
        <p role="status" className={styles['progress']}>
          <progress value={now.share} max={1} aria-label={words.title} />
          {words.opening(Math.round(now.share * 100))}
        </p>
      ) : (
        <div className={styles['choices']}>
          <FileButton strong words={words.choose} onFile={onFile} />
          {onPractise !== null && <Button onClick={onPractise}>{words.practise}</Button>}
        </div>
      )}
      {onPractise !== null && <p className={styles['note']}>{words.practiseNote}</p>}
      {now.state === 'refused' && (
        <p role="alert" className={styles['problem']}>
          {words.problem[now.reason]}
        </p>
      )}
    </section>
  );
}

/** A button that opens the browser's own choice of files. */
export function FileButton(props: {
  readonly words: string;
  readonly strong?: boolean;
  readonly onFile: (file: File) => void;
}) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  return (
    <span className={styles['file']}>
      <input
        ref={input}
        id={id}
        type="file"
        accept={ACCEPTED}
        onChange={() => {
          const file = input.current?.files?.[0];
          if (file) props.onFile(file);
          // The same file can be chosen again.
          if (input.current) input.current.value = '';
        }}
      />
      <label
        htmlFor={id}
        className={buttonLook({ look: props.strong === true ? 'strong' : 'plain', size: 'normal' })}
      >
        {props.words}
      </label>
    </span>
  );
}
