import { Component, type ReactNode } from 'react';
import { Button } from '../design/Button.tsx';
import { useWords } from '../i18n/words.ts';
import { Message } from './Message.tsx';

/** When a page breaks it says so and offers to come back, instead of leaving the window blank. */
export class PageBoundary extends Component<
  { readonly children: ReactNode },
  { readonly broken: boolean }
> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { watch } = useWords();
  return (
    <Message title={watch.broken} note={watch.brokenNote}>
      <Button look="strong" size="large" onClick={() => location.reload()}>
        {watch.reload}
      </Button>
    </Message>
  );
}
