import type { Format } from '../../../../shared/setup/preset.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import { distanceText } from './distance-text.ts';
import styles from './CoursePicture.module.css';

const WIDTH = 320;
const OVAL = { left: 24, right: 296, top: 22, bottom: 102 };
const LINE_Y = 40;

/** The course with the lines that times are taken at; each says which points it is. */
export function CoursePicture({ format }: { readonly format: Format }) {
  const words = useWords().setup.course;
  const { course, points } = format;
  const label = words.picture(distanceText(format), points.length);
  const isLap = course.kind === 'oval' || course.kind === 'circuit';
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${isLap ? 124 : 72}`}
      className={styles['picture']}
    >
      {isLap ? <Lap format={format} lapM={course.lapM} /> : <Along format={format} />}
    </svg>
  );
}

/** Two words of kilometres beside each other. */
const LABEL_PX = 64;

function Along({ format }: { readonly format: Format }) {
  const { points, distanceM } = format;
  const length = distanceM ?? points.at(-1)?.distanceM ?? 1;
  const x = (m: number) => 20 + (m / length) * (WIDTH - 40);
  const step = Math.max(1, Math.ceil(points.length / 6));
  return (
    <>
      <path d={`M20 ${LINE_Y}H${WIDTH - 20}`} className={styles['course']} />
      <circle cx={20} cy={LINE_Y} r={4} className={styles['start']} />
      {points.map(({ id, distanceM: m }, index) => {
        const isLast = index === points.length - 1;
        return (
          <g key={id}>
            <path
              d={`M${x(m)} ${LINE_Y - 9}V${LINE_Y + 9}`}
              className={isLast ? styles['finish'] : styles['line']}
            />
            {isLast || (index % step === step - 1 && x(length) - x(m) > LABEL_PX) ? (
              <text
                x={x(m)}
                y={LINE_Y + 25}
                className={styles['text']}
                data-end={isLast || undefined}
              >
                {shortMetres(m)}
              </text>
            ) : null}
          </g>
        );
      })}
    </>
  );
}

/** Seen from above, run anticlockwise; the finish line is at the end of the lower straight. */
function Lap({ format, lapM }: { readonly format: Format; readonly lapM: number }) {
  const { points, laps, distanceM } = format;
  const { left, right, top, bottom } = OVAL;
  const r = (bottom - top) / 2;
  const lines = new Map<string, number>();
  for (const { line, distanceM: m } of points)
    if (!lines.has(line)) lines.set(line, laps === undefined ? (distanceM ?? m) - m : lapM - m);
  return (
    <>
      <rect
        x={left}
        y={top}
        width={right - left}
        height={bottom - top}
        rx={r}
        className={styles['course']}
      />
      {[...lines].map(([line, back]) => {
        const { x, y, nx, ny } = onOval(((back % lapM) / lapM) * -1);
        const isFinish = back % lapM < 0.001;
        return (
          <g key={line}>
            <path
              d={`M${x - nx * 9} ${y - ny * 9}L${x + nx * 9} ${y + ny * 9}`}
              className={isFinish ? styles['finish'] : styles['line']}
            />
          </g>
        );
      })}
      <text x={WIDTH / 2} y={(top + bottom) / 2 + 4} className={styles['text']}>
        {shortMetres(lapM)}
      </text>
    </>
  );
}

/** The place a share of a lap past the finish line, and the way across the track there. */
function onOval(share: number): { x: number; y: number; nx: number; ny: number } {
  const { left, right, top, bottom } = OVAL;
  const r = (bottom - top) / 2;
  const straight = right - left - 2 * r;
  const bend = Math.PI * r;
  const total = 2 * (straight + bend);
  let along = (((share % 1) + 1) % 1) * total;
  const cy = top + r;
  if (along < bend) return bendAt(right - r, cy, Math.PI / 2 - along / r, r);
  along -= bend;
  if (along < straight) return { x: right - r - along, y: top, nx: 0, ny: -1 };
  along -= straight;
  if (along < bend) return bendAt(left + r, cy, -Math.PI / 2 - along / r, r);
  return { x: left + r + (along - bend), y: bottom, nx: 0, ny: 1 };
}

function bendAt(cx: number, cy: number, angle: number, r: number) {
  const nx = Math.cos(angle);
  const ny = Math.sin(angle);
  return { x: cx + r * nx, y: cy + r * ny, nx, ny };
}

function shortMetres(m: number): string {
  if (m < 10_000) return `${m.toLocaleString('en', { maximumFractionDigits: 1 })} m`;
  return `${(m / 1000).toLocaleString('en', { maximumFractionDigits: 1 })} km`;
}
