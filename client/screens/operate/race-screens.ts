import type { Role } from '../../../shared/wire/operate.ts';

/** The screens of one race in the order of their tabs, and who works at each. */
export const raceTabs = {
  console: ['tapper', 'judge', 'referee', 'admin'],
  start: ['judge', 'referee', 'admin'],
  judge: ['judge', 'referee', 'admin'],
  results: ['judge', 'referee', 'admin'],
  announcer: ['viewer', 'tapper', 'judge', 'referee', 'admin'],
  setup: ['referee', 'admin'],
  feeds: ['judge', 'referee', 'admin'],
  rehearsal: ['tapper', 'judge', 'referee', 'admin'],
  audit: ['judge', 'referee', 'admin'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type RaceTab = keyof typeof raceTabs;

export function isRaceTab(screen: string): screen is RaceTab {
  return Object.hasOwn(raceTabs, screen);
}

/** The tabs of a role. What the server allows is the server's table; this only spares dead ends. */
export function tabsOf(role: Role): readonly RaceTab[] {
  const tabs = Object.entries(raceTabs) as [RaceTab, readonly Role[]][];
  return tabs.filter(([, roles]) => roles.includes(role)).map(([tab]) => tab);
}
