import { useCallback, useEffect, useRef, useState } from 'react';
import type { Desk } from '../../../desk/desk.ts';
import { useDesk } from '../desk-context.ts';
import { openFinishImage, type FinishImage, type OpenedImage } from './finish-image.ts';

export type ImageState =
  | { readonly state: 'none' }
  | { readonly state: 'opening'; readonly share: number }
  | { readonly state: 'refused'; readonly reason: (OpenedImage & { ok: false })['reason'] }
  | { readonly state: 'open'; readonly image: FinishImage };

export interface UsedImage {
  readonly now: ImageState;
  /** `keep` false: an image for practice, which nobody finds open again as one of the race. */
  readonly open: (file: File, keep?: boolean) => void;
}

const OPENING: ImageState = { state: 'opening', share: 0 };

/** The last image of each race, for as long as this page and its desk live: another screen does not put it away. */
const lastOf = new WeakMap<Desk, Map<string, File>>();

/** One image at a time: chosen, dropped or pasted. The newest choice wins; who comes back finds it open. */
export function useImage(slug: string): UsedImage {
  const desk = useDesk();
  const [now, setNow] = useState<ImageState>(() =>
    lastOf.get(desk)?.has(slug) === true ? OPENING : { state: 'none' },
  );
  const turn = useRef(0);
  const held = useRef<FinishImage | null>(null);
  const put = useCallback((next: ImageState) => {
    held.current?.close();
    held.current = next.state === 'open' ? next.image : null;
    setNow(next);
  }, []);
  const load = useCallback(
    (file: File, keep: boolean) => {
      const mine = (turn.current += 1);
      const progress = (share: number) => {
        if (turn.current === mine) setNow({ state: 'opening', share });
      };
      const arrive = (opened: OpenedImage) => {
        if (turn.current !== mine) {
          if (opened.ok) opened.image.close();
          return;
        }
        if (opened.ok && keep) lastOf.set(desk, new Map(lastOf.get(desk)).set(slug, file));
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
    [put, desk, slug],
  );
  const open = useCallback(
    (file: File, keep = true) => {
      put(OPENING);
      load(file, keep);
    },
    [put, load],
  );
  useEffect(() => {
    const last = lastOf.get(desk)?.get(slug);
    if (last !== undefined) load(last, true);
  }, [desk, slug, load]);
  useEffect(
    () => () => {
      turn.current += 1;
      held.current?.close();
    },
    [],
  );
  return { now, open };
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
