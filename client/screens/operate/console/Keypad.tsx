import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../../../i18n/operate-words.ts';
import styles from './Keypad.module.css';

interface KeypadProps {
  readonly onDigit: (digit: string) => void;
  readonly onRubOut: () => void;
  readonly onEnter: (timeStampMs: number) => void;
  readonly onLeaveOpen: () => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  /** The likely next, three keys wide. */
  readonly likely: ReactNode;
  /** What is typed and where it goes, three keys wide. */
  readonly field: ReactNode;
  readonly moves: { readonly undo: boolean; readonly redo: boolean };
}

/**
 * Keys of 48 px and more for one thumb. They act as the finger comes down: with wet fingers on a
 * moving screen a click is often lost.
 */
export function Keypad(props: KeypadProps) {
  const words = useWords().console;
  return (
    <div className={styles['keypad']} role="group" aria-label={words.assign.field}>
      {['1', '2', '3'].map((digit) => (
        <Key key={digit} onPress={() => props.onDigit(digit)}>
          {digit}
        </Key>
      ))}
      <Key label={words.assign.rubOut} onPress={props.onRubOut}>
        ⌫
      </Key>
      <div className={styles['likely']}>{props.likely}</div>
      {['4', '5', '6'].map((digit) => (
        <Key key={digit} onPress={() => props.onDigit(digit)}>
          {digit}
        </Key>
      ))}
      <div className={styles['field']}>{props.field}</div>
      <Key label={words.assign.enter} strong onPress={props.onEnter}>
        ⏎
      </Key>
      {['7', '8', '9', '0'].map((digit) => (
        <Key key={digit} onPress={() => props.onDigit(digit)}>
          {digit}
        </Key>
      ))}
      <Key label={words.assign.leaveOpen} onPress={props.onLeaveOpen}>
        ?
      </Key>
      <Key idle={!props.moves.undo} onPress={props.onUndo} small>
        {words.correct.undo}
      </Key>
      <Key idle={!props.moves.redo} onPress={props.onRedo} small>
        {words.correct.redo}
      </Key>
    </div>
  );
}

interface KeyProps {
  readonly label?: string;
  readonly strong?: boolean;
  readonly small?: boolean;
  /** There is nothing to do for it now; pressed all the same, it says so. */
  readonly idle?: boolean;
  readonly onPress: (timeStampMs: number) => void;
  readonly children: ReactNode;
}

export function Key({ label, strong, small, idle, onPress, children }: KeyProps) {
  const key = useRef<HTMLButtonElement>(null);
  const press = useRef(onPress);
  useEffect(() => {
    press.current = onPress;
  });
  useEffect(() => {
    const element = key.current;
    if (element === null) return;
    const down = (event: PointerEvent) => {
      if (event.button !== 0) return;
      event.preventDefault();
      press.current(event.timeStamp);
    };
    const quiet = (event: Event) => event.preventDefault();
    element.addEventListener('pointerdown', down);
    element.addEventListener('mousedown', quiet);
    return () => {
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('mousedown', quiet);
    };
  }, []);
  return (
    <button
      ref={key}
      type="button"
      aria-label={label}
      aria-disabled={idle}
      data-look={strong === true ? 'strong' : small === true ? 'small' : undefined}
      className={styles['key']}
      onClick={(event) => {
        if (event.detail === 0) onPress(event.timeStamp);
      }}
    >
      {children}
    </button>
  );
}
