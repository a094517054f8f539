import type { Race } from '../../../../shared/race/race.ts';
import { columnUs, digitsOf, perSecond, timeAt } from '../../../../shared/strip/axis.ts';
import { formatRaceTime } from '../../../../shared/time/format.ts';
import type { useWords } from '../../../i18n/operate-words.ts';
import type { Crop } from './crop-image.ts';
import type { FinishImage } from './finish-image.ts';
import { speedInto } from './judge-rows.ts';
import type { Sheet } from './sheet-canvas.ts';
import { drawPicture } from './sheet-picture.ts';
import { sheetRows } from './sheet-rows.ts';
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
  const { rows: names } = words;
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
    table: {
      head: [names.order, names.lane, names.bib, names.name, names.reading, names.official].concat([
        names.gap,
        '',
      ]),
      rows: rows.map((row) => [
        row.place,
        row.lane,
        row.bib,
        row.name,
        row.reading,
        row.official,
        row.behind,
        row.deadHeat ? names.deadHeat : '',
      ]),
      words: [3, 7],
    },
    footer: [words.release.file(image.name, image.sha256)],
  };
}
