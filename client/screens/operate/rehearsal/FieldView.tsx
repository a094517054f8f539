import { useEffect, useMemo, useState } from 'react';
import { useDrawnSize, type DrawnSize } from '../../../components/drawn-size.ts';
import type { RaceDesk } from '../../../desk/desk.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import { useDesk } from '../desk-context.ts';
import { SIGHT, sightOf, type InSight } from './field-in-sight.ts';
import type { Rehearsal } from './rehearsal-run.ts';
import styles from './Rehearsal.module.css';

interface FieldViewProps {
  readonly race: RaceDesk;
  readonly rehearsal: Rehearsal;
}

const LANES = 5;

/** What one sees from the line: the field coming from the left. */
export function FieldView({ race, rehearsal }: FieldViewProps) {
  const words = useWords().rehearsal;
  const desk = useDesk();
  const [canvas, size] = useDrawnSize<HTMLCanvasElement>();
  const { field, line, gunAt } = rehearsal;
  const sight = useMemo(
    () => sightOf(race.state.getState().race, field, line),
    [race, field, line],
  );
  const [coming, setComing] = useState('');

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || size === null) return undefined;
    sharpen(context, size, devicePixelRatio);
    const colours = coloursOf(element);
    const bibOf = (entrant: number) =>
      race.state.getState().race.entrants[entrant]?.entrant.bib ?? '';
    let request = 0;
    let told = 0;
    const draw = () => {
      const since = desk.now() - gunAt;
      const seen = sight(since);
      drawField(context, { ...size, colours, seen, bibOf });
      if (since - told > 1_000_000) {
        told = since;
        const next = seen.filter(({ metresToGo }) => metresToGo > 0).slice(0, 5);
        setComing(next.map(({ entrant }) => bibOf(entrant)).join(', '));
      }
      request = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(request);
  }, [canvas, size, sight, desk, gunAt, race]);

  return (
    <figure className={styles['view']}>
      <canvas ref={canvas} className={styles['canvas']} role="img" aria-label={words.view(line)} />
      <figcaption className={styles['coming']}>
        {words.viewText(coming === '' ? words.nobody : coming)}
      </figcaption>
    </figure>
  );
}

function sharpen(context: CanvasRenderingContext2D, size: DrawnSize, ratio: number): void {
  context.canvas.width = size.width * ratio;
  context.canvas.height = size.height * ratio;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
}

interface Colours {
  readonly ground: string;
  readonly line: string;
  readonly text: string;
  readonly runner: string;
}

function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(name);
  return {
    ground: of('--sunken'),
    line: of('--line-strong'),
    text: of('--on-accent'),
    runner: of('--gain'),
  };
}

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly colours: Colours;
  readonly seen: readonly InSight[];
  readonly bibOf: (entrant: number) => string;
}

function drawField(
  context: CanvasRenderingContext2D,
  { width, height, colours, seen, bibOf }: Picture,
): void {
  const metre = width / (SIGHT.beforeM + SIGHT.behindM);
  const lineX = SIGHT.beforeM * metre;
  context.fillStyle = colours.ground;
  context.fillRect(0, 0, width, height);
  context.fillStyle = colours.line;
  for (let metres = 10; metres <= SIGHT.beforeM; metres += 10)
    context.fillRect(lineX - metres * metre, height - 6, 1, 6);
  context.fillRect(lineX - 2, 0, 4, height);
  const radius = Math.min(18, height / (LANES * 2) - 1);
  context.font = `600 ${Math.round(radius)}px ${getComputedStyle(context.canvas).fontFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const { entrant, metresToGo } of seen.toReversed()) {
    const x = lineX - metresToGo * metre - radius;
    const y = ((entrant % LANES) + 0.5) * (height / LANES);
    context.globalAlpha = metresToGo < 0 ? 0.45 : 1;
    context.fillStyle = colours.runner;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = colours.text;
    context.fillText(bibOf(entrant), x, y + 1);
  }
  context.globalAlpha = 1;
}
