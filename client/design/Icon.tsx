const paths = {
  play: 'M7 4.5v15l12-7.5z',
  pause: 'M7 5h3.5v14H7zM13.5 5H17v14h-3.5z',
  previousPoint: 'M6 5h2v14H6zM19 5v14l-9-7z',
  nextPoint: 'M16 5h2v14h-2zM5 5v14l9-7z',
  previousEvent: 'M15.5 5.5 9 12l6.5 6.5',
  nextEvent: 'M8.5 5.5 15 12l-6.5 6.5',
  toStart: 'M5 5h2v14H5zM13 12l6-6v12zM7 12l6-6v12z',
  share: 'M12 15V4m0 0L8 8m4-4 4 4M5 13v6h14v-6',
  help: 'M9.2 9a2.9 2.9 0 1 1 4.3 2.6c-1 .6-1.5 1.1-1.5 2.2M12 17.4v.1',
  settings: 'M4 7h9m5 0h2M4 17h2m5 0h9M13 4.5v5M6 14.5v5',
  star: 'm12 3.8 2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8L3.6 9.9l5.8-.8z',
  close: 'M6 6l12 12M18 6 6 18',
  back: 'M15 5l-7 7 7 7',
  viewers:
    'M12 6c4.5 0 7.6 3.3 9 6-1.4 2.7-4.5 6-9 6s-7.6-3.3-9-6c1.4-2.7 4.5-6 9-6zm0 3.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z',
  warning: 'M12 4 2.8 19.5h18.4zM12 10v4.5m0 2.5v.1',
  linkLost:
    'M4 4l16 16M8.5 15.5l-1.6 1.6a3 3 0 0 1-4.2-4.2l3-3m3.3-3.3L11 4.7M15.5 8.5l1.6-1.6a3 3 0 0 1 4.2 4.2l-3 3',
  info: 'M12 11v6m0-9.5v.1',
  print: 'M7 9V4h10v5M7 17H4v-7h16v7h-3M7 14h10v6H7z',
} as const;

export type IconName = keyof typeof paths;

const filled: ReadonlySet<IconName> = new Set([
  'play',
  'pause',
  'previousPoint',
  'nextPoint',
  'toStart',
]);
const circled: ReadonlySet<IconName> = new Set(['help', 'info']);

/** A picture of 24 × 24 drawn in the text colour. Never the only carrier of a meaning. */
export function Icon({
  name,
  fill,
  size = 20,
}: {
  readonly name: IconName;
  readonly fill?: boolean;
  readonly size?: number;
}) {
  const solid = fill ?? filled.has(name);
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill={solid ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={filled.has(name) ? 0 : 1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {circled.has(name) ? <circle cx="12" cy="12" r="9.2" /> : null}
      <path d={paths[name]} />
    </svg>
  );
}
