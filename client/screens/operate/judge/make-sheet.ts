import type { Race } from '../../../../shared/race/race.ts';
import { columnUs, digitsOf, perSecond, timeAt } from '../../../../shared/strip/axis.ts';
import { formatRaceTime } from '../../../../shared/time/format.ts';
import type { useWords } from '../../../i18n/operate-words.ts';
import type { Crop } from './crop-image.ts';
import type { FinishImage } from './finish-image.ts';
import { speedInto } from './judge-rows.ts';
import type { Sheet } from './sheet-canvas.ts';
import { drawPicture } from './sheet-picture.ts';
import { sheetRows, type SheetRow } from './sheet-rows.ts';
import type { Judging } from './use-judge.ts';

interface SheetOf {
  readonly race: Race;
  readonly point: number;
  readonly image: FinishImage;
  readonly judging: Judging;
  readonly title: string;
  readonly crop: Crop;
}

type JudgeWords = ReturnType<typeof useWords>['judge'];

/** What is handed out of an image: by file, or on paper. Null while it has no time. */
export function makeSheet(of: SheetOf, words: JudgeWords): Sheet | null {
  const { race, point, image, judging, crop } = of;
  const { axis } = judging;
  if (axis === null) return null;
  const rows = sheetRows(race, judging);
  const winner = judging.rows[0];
  const won = winner?.reading ?? null;
  const speed = winner && won ? speedInto(race, winner.entrant, point, won.us) : null;
  const picture = drawPicture({
    image,
    axis,
    crop,
    shear: judging.shear,
    marks: rows.flatMap(({ column, place, name, bib, reading }) =>
      column === null || column < crop.from || column >= crop.to
        ? []
        : [{ column, labels: [`${place} ${name} ${reading}`, `${place} ${name}`, place || bib] }],
    ),
    bar:
      speed === null
        ? null
        : {
            columns: ((0.5 / speed) * 1e6) / Math.abs(columnUs(axis)),
            words: words.release.scale('50 cm'),
          },
  });
  const text = (column: number) => formatRaceTime(timeAt(axis, column), { digits: digitsOf(axis) });
  return {
    title: of.title,
    lines: [
      `${words.rate(String(Math.round(perSecond(axis) * 10) / 10))}, ${words.release.facts(
        String(crop.to - crop.from),
        text(crop.from),
        text(crop.to - 1),
      )}`,
      words.release.unchanged,
      ...(judging.shear === 0 ? [] : [words.release.deskewed(String(judging.shear))]),
    ],
    picture,
    table: tableOf(rows, words),
    footer: [words.release.file(image.name, image.sha256)],
  };
}

/** Columns that say nothing about anybody are left out: lanes of a road race, dead heats of most races. */
function tableOf(rows: readonly SheetRow[], { rows: names }: JudgeWords): Sheet['table'] {
  const columns: readonly {
    readonly head: string;
    readonly cell: (row: SheetRow) => string;
    readonly words?: boolean;
  }[] = [
    { head: names.order, cell: ({ place }) => place },
    { head: names.lane, cell: ({ lane }) => lane },
    { head: names.bib, cell: ({ bib }) => bib },
    { head: names.name, cell: ({ name }) => name, words: true },
    { head: names.reading, cell: ({ reading }) => reading },
    { head: names.official, cell: ({ official }) => official },
    { head: names.gap, cell: ({ behind }) => behind },
    { head: '', cell: ({ deadHeat }) => (deadHeat ? names.deadHeat : ''), words: true },
  ];
  const said = columns.filter(({ cell }) => rows.some((row) => cell(row) !== ''));
  return {
    head: said.map(({ head }) => head),
    rows: rows.map((row) => said.map(({ cell }) => cell(row))),
    words: said.flatMap(({ words }, i) => (words === true ? [i] : [])),
  };
}
