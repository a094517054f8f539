import { useCallback, useEffect, useRef, useState } from 'react';
import { openFinishImage, type FinishImage, type OpenedImage } from './finish-image.ts';

export type ImageState =
  | { readonly state: 'none' }
  | { readonly state: 'opening'; readonly share: number }
  | { readonly state: 'refused'; readonly reason: (OpenedImage & { ok: false })['reason'] }
  | { readonly state: 'open'; readonly image: FinishImage };

export interface UsedImage {
  readonly now: ImageState;
  readonly open: (file: File) => void;
  readonly close: () => void;
}

/** One image at a time: chosen, dropped or pasted. The newest choice wins. */
export function useImage(): UsedImage {
  const [now, setNow] = useState<ImageState>({ state: 'none' });
  const turn = useRef(0);
  const held = useRef<FinishImage | null>(null);
  const put = useCallback((next: ImageState) => {
    held.current?.close();
    held.current = next.state === 'open' ? next.image : null;
    setNow(next);
  }, []);
  const open = useCallback(
    (file: File) => {
      const mine = (turn.current += 1);
      put({ state: 'opening', share: 0 });
      const progress = (share: number) => {
        if (turn.current === mine) setNow({ state: 'opening', share });
      };
      const arrive = (opened: OpenedImage) => {
        if (turn.current !== mine) {
          if (opened.ok) opened.image.close();
          return;
        }
        put(
          opened.ok
            ? { state: 'open', image: opened.image }
            : { state: 'refused', reason: opened.reason },
        );
      };
      openFinishImage(file, file.name, progress).then(arrive, () =>
        arrive({ ok: false, reason: 'undecodable' }),
      );
    },
    [put],
  );
  const close = useCallback(() => {
    turn.current += 1;
    put({ state: 'none' });
  }, [put]);
  useEffect(
    () => () => {
      turn.current += 1;
      held.current?.close();
    },
    [],
  );
  return { now, open, close };
}

/** Files that are dropped on the page or pasted into it; whether one hangs over it just now. */
export function useDroppedFiles(open: (file: File) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const hover = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file) open(file);
    };
    const paste = (event: ClipboardEvent) => {
      const file = event.clipboardData?.files[0];
      if (file) open(file);
    };
    document.addEventListener('dragover', hover);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('dragover', hover);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
      document.removeEventListener('paste', paste);
    };
  }, [open]);
  return over;
}
