import { useEffect } from 'react';
import { keyAction, type KeyAction } from '../../store/keymap.ts';
import { follow, type PrefsStore } from '../../store/prefs.ts';
import { useStations } from '../stations.ts';
import type { RaceView } from './race-view.ts';
import type { Steps } from './steps.ts';
import type { Tab } from './Tabs.tsx';

export interface KeyTargets {
  readonly view: RaceView;
  readonly steps: Steps;
  readonly slug: string;
  readonly onTab: (tab: Tab) => void;
  readonly onHelp: () => void;
  readonly onShare: () => void;
}

/** The keys of the watch page, wherever the focus is, except where a key means something else. */
export function useKeys(targets: KeyTargets): void {
  const { prefs } = useStations();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isBusy(event)) return;
      const action = keyAction(event, prefs.getState().singleKeys);
      if (action === null) return;
      event.preventDefault();
      act(action, targets, prefs);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
}

/** Fields, lists and dialogs use keys themselves; Space on a button is a click. */
function isBusy({ target, key }: KeyboardEvent): boolean {
  if (document.querySelector('dialog[open]') !== null) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches('input, select, textarea, [contenteditable]')) return true;
  // A second slider, the hairline, moves by the same arrows.
  if (target.matches('[role="slider"]:not([data-keys="page"])'))
    return /^(Arrow|Home|End|Page)/.test(key);
  return key === ' ' && target.matches('button, a, summary, [role="switch"]');
}

function act(action: KeyAction, targets: KeyTargets, prefs: PrefsStore): void {
  const { view, steps } = targets;
  const { session } = view;
  switch (action.do) {
    case 'playOrPause':
      return session.moving() ? session.pause() : session.play();
    case 'skip':
      return steps.skip(action.seconds);
    case 'stepPoint':
      return steps.point(action.by);
    case 'stepEvent':
      return steps.event(action.by);
    case 'toGun':
      return steps.toGun();
    case 'goLive':
      return session.goLive();
    case 'toTenth':
      return steps.toTenth(action.tenth);
    case 'speed':
      return session.stepRate(action.by);
    case 'search':
      return document.querySelector<HTMLElement>('[data-search]')?.focus();
    case 'follow':
      return followFocused(targets, prefs);
    case 'photo':
      return show('photo', targets);
    case 'chart':
      return show('gaps', targets);
    case 'share':
      return targets.onShare();
    case 'help':
      return targets.onHelp();
  }
}

/** The row in focus, or else whoever leads. */
function followFocused({ view, slug }: KeyTargets, prefs: PrefsStore): void {
  const row = document.activeElement?.closest<HTMLElement>('tr[data-key]');
  const leader = view.session.board.getState().first[0]?.id;
  const id = row?.dataset['key'] ?? leader;
  if (id !== undefined) follow(prefs, slug, id);
}

function show(tab: Tab, { onTab }: KeyTargets): void {
  onTab(tab);
  document.querySelector(`[data-panel="${tab}"]`)?.scrollIntoView({ block: 'center' });
}
