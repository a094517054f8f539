import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Custom properties are how components hand figures to their style sheets. */
    readonly [name: `--${string}`]: string | number | undefined;
  }
}
