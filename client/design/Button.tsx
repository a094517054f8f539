import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classes } from './classes.ts';
import styles from './Button.module.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'plain' | 'quiet' | 'strong';
  readonly size?: 'normal' | 'large';
  readonly ref?: Ref<HTMLButtonElement>;
  /** Only a picture inside: needs an `aria-label`. */
  readonly icon?: boolean;
  readonly children: ReactNode;
}

export function Button({ look = 'plain', size = 'normal', icon, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={classes(buttonLook({ look, size, icon: icon === true }), className)}
      {...rest}
    />
  );
}

/** The look of a button for what is not one: a link that leads somewhere. */
export function buttonLook(look: {
  readonly look: 'plain' | 'quiet' | 'strong';
  readonly size: 'normal' | 'large';
  readonly icon?: boolean;
}): string {
  return classes(
    styles['button'],
    look.look !== 'plain' && styles[look.look],
    look.size === 'large' && styles['large'],
    look.icon === true && styles['icon'],
  );
}
