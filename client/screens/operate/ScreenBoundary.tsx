import { Component, type ReactNode } from 'react';
import { Button } from '../../design/Button.tsx';
import { useWords } from '../../i18n/operate-words.ts';
import styles from './RaceFrame.module.css';

/**
 * A screen that could not be loaded, or that broke, takes nothing down with it: what was brought lies
 * in the desk, and the other screens go on.
 */
export class ScreenBoundary extends Component<
  { readonly children: ReactNode },
  { readonly reason: string | null }
> {
  override state: { readonly reason: string | null } = { reason: null };

  static getDerivedStateFromError(error: unknown) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { reason } = this.state;
    return reason === null ? this.props.children : <Broken reason={reason} />;
  }
}

function Broken({ reason }: { readonly reason: string }) {
  const { frame, banner } = useWords().operate;
  return (
    <div className={styles['notMine']} role="alert">
      <h2>{frame.broken.title}</h2>
      <p>{frame.broken.note}</p>
      <p>{reason}</p>
      <div>
        <Button size="large" onClick={() => location.reload()}>
          {banner.reload}
        </Button>
      </div>
    </div>
  );
}
