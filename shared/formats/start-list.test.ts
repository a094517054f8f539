import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delimiterOf, quoted, readDelimited } from './delimited.ts';
import { meantCountry, NOC_CODES } from './noc-codes.ts';
import { columnOf } from './start-list-columns.ts';
import {
  readStartList,
  START_LIST_LIMIT,
  writeStartList,
  type ReadStartList,
  type StartLine,
} from './start-list.ts';

function read(text: string): ReadStartList {
  const list = readStartList(text);
  if (!list.ok) throw new Error(list.reason);
  return list;
}

describe('what people paste', () => {
  it('is a table of a spreadsheet, with headings', () => {
    const { lines, headed, unread } = read(
      'Bib\tFirst name\tLast name\tNat\tYOB\tSB\tChip\n101\tJakob\tNordås\tNOR\t2000\t3:29.74\tA1 / B2\n',
    );
    expect(headed).toBe(true);
    expect(unread).toEqual(['YOB']);
    expect(lines).toEqual([
      {
        line: 2,
        bib: '101',
        name: 'Jakob Nordås',
        shortName: 'Nordås',
        country: 'NOR',
        seedUs: 209_740_000,
        seedDigits: 2,
        tags: ['A1', 'B2'],
      },
    ]);
  });
  it('is a semicolon file of a Norwegian Excel, with a byte order mark', () => {
    const { lines } = read(
      '\uFEFFStartnr;Navn;Klubb;Bane;Heat\r\n7;"Berg; Kari";IK Tjalve;4;2\r\n',
    );
    expect(lines[0]).toMatchObject({
      bib: '7',
      name: 'Berg; Kari',
      club: 'IK Tjalve',
      lane: 4,
      heat: '2',
    });
  });
  it.each([
    ['Dossard,Nom,Prénom,Pays', 'bib last first country'],
    ['Startnummer;Nachname;Vorname;Verein;Bahn;Meldezeit', 'bib last first club lane seed'],
    ['Dorsal\tNombre\tApellidos\tCalle', 'bib first last lane'],
    ['Nr\tNamn\tFörening\tKlass', 'bib name club category'],
  ])('has headings such as %s', (headings, columns) => {
    expect(read(`${headings}\n`).columns.join(' ')).toBe(columns);
  });
  it('is one name a line', () => {
    const { lines, headed } = read('Anna Berg\nBirte Dahl\n\nCelia Engen');
    expect(headed).toBe(false);
    expect(lines.map(({ name, line }) => [line, name])).toEqual([
      [1, 'Anna Berg'],
      [2, 'Birte Dahl'],
      [4, 'Celia Engen'],
    ]);
  });
  it('has no headings, and is known by what stands in it', () => {
    const { columns } = read('101\tAnna Berg\tNOR\t4:02.10\t3\n102\tBirte Dahl\tDEN\t4:03.90\t4\n');
    expect(columns).toEqual(['bib', 'name', 'country', 'seed', 'lane']);
    expect(read('1,Anna,Berg\n2,Birte,Dahl\n').columns).toEqual(['bib', 'first', 'last']);
    expect(read('1,Anna,Berg,Tjalve,\n').columns).toEqual(['bib', 'first', 'last', 'club', null]);
    expect(read('1\tAnna Berg\tTjalve IK\n').columns).toEqual(['bib', 'name', 'club']);
  });
  it('names relays and crews by their team, where nothing else names them', () => {
    for (const heading of ['Team', 'Crew']) {
      const read = readStartList(`Lane\t${heading}\tCountry\n1\tNorge\tNOR\n2\tSverige\tSWE\n`);
      expect(read).toMatchObject({
        columns: ['lane', 'name', 'country'],
        lines: [
          { lane: 1, name: 'Norge' },
          { lane: 2, name: 'Sverige' },
        ],
      });
    }
    const four = readStartList('Lane\tTeam\tCrew\n1\tNorge\tAnn; Bo; Cy; Di\n');
    expect(four).toMatchObject({ columns: ['lane', 'name', 'crew'] });
    const crewed = readStartList('Lane\tMembers\n1\tAnn; Bo\n');
    expect(crewed).toMatchObject({ columns: ['lane', 'crew'] });
  });
  it('has the headings that the app itself shows and writes', () => {
    const written = writeStartList([
      {
        bib: '1',
        name: 'A',
        shortName: 'a',
        country: 'NOR',
        club: 'B',
        crew: ['C'],
        lane: 1,
        grid: 1,
        heat: '1',
        category: 'W',
        wave: 'A',
        tags: ['t'],
        seedUs: 1,
        offsetUs: 1,
        pacemaker: true,
      },
    ]);
    expect(read(written).unread).toEqual([]);
    expect(read('Bib,Name,Starts after\n1,A,0:30\n').lines[0]).toMatchObject({
      offsetUs: 30_000_000,
    });
  });
  it('has columns that a person sets right', () => {
    const list = readStartList('Berg,Anna\n', ['last', 'first']);
    expect(list).toMatchObject({ lines: [{ name: 'Anna Berg', shortName: 'Berg' }] });
  });
  it('names pacemakers, grids, waves and offsets', () => {
    const { lines } = read(
      'name,role,grid,wave,start offset,crew\nA,pacemaker,3,elite,0:30,X / Y\nB,no,,,,\n',
    );
    expect(lines[0]).toMatchObject({
      pacemaker: true,
      grid: 3,
      wave: 'elite',
      offsetUs: 30_000_000,
      crew: ['X', 'Y'],
    });
    expect(lines[1]).toEqual({ line: 3, name: 'B' });
  });
});

describe('what cannot be understood', () => {
  it('is said with its line, and the rest is taken', () => {
    const { lines, problems } = read(
      'bib,name,lane,seed,grid\n1,Anna,x,soon,0\n2,Birte,3,1:2,,extra\n',
    );
    expect(lines).toHaveLength(2);
    expect(problems).toEqual([
      { line: 2, kind: 'lane', text: 'x' },
      { line: 2, kind: 'seed', text: 'soon' },
      { line: 2, kind: 'grid', text: '0' },
      { line: 3, kind: 'seed', text: '1:2' },
      { line: 3, kind: 'extraCell', text: 'extra' },
    ]);
  });
  it('is a quote that nothing closes', () => {
    expect(read('name,club\n"Anna,Tjalve\n').problems).toEqual([
      { line: 2, kind: 'openQuote', text: '"' },
    ]);
  });
  it('is a name longer than a race can hold: cut, and said whole', () => {
    const { lines, problems } = read(`name\n${'a'.repeat(201)}\n`);
    expect(lines[0]?.name).toHaveLength(200);
    expect(problems[0]?.kind).toBe('tooLong');
  });
  it('is a second column of the same heading', () => {
    const { columns, lines } = read('name,name\nAnna,Berg\n');
    expect(columns).toEqual(['name', null]);
    expect(lines[0]?.name).toBe('Anna');
  });
  it('S7 is refused before it is looked into when it is larger than any start list', () => {
    expect(readStartList('a'.repeat(START_LIST_LIMIT.bytes + 1))).toMatchObject({
      reason: 'tooLarge',
    });
    expect(readStartList('\n'.repeat(START_LIST_LIMIT.lines + 1))).toMatchObject({
      reason: 'tooManyLines',
    });
    expect(readStartList('PK\u0003\0')).toMatchObject({ reason: 'notText' });
    expect(readStartList(' \n')).toMatchObject({ reason: 'empty' });
  });
});

describe('countries', () => {
  it('are codes of the Olympic Committees, and what ISO calls them is known', () => {
    expect(NOC_CODES.size).toBeGreaterThan(205);
    expect(meantCountry('DEU')).toBe('GER');
    expect(meantCountry('XYZ')).toBeNull();
  });
  it('are never headings, nor headings countries', () => {
    expect(columnOf('NOR')).toBeNull();
    expect(columnOf('Nat.')).toBe('country');
  });
});

const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .filter(
    (text) =>
      text.trim() === text && !text.includes('\0') && text !== '\uFEFF' && text.length <= 64,
  );
const plainWord = word.filter((text) => !/[/;|,]/.test(text));

const startLine: fc.Arbitrary<StartLine> = fc
  .record(
    {
      bib: word,
      name: word,
      shortName: word,
      club: word,
      country: fc.constantFrom('NOR', 'GBR', 'KEN'),
      crew: fc.array(plainWord, { minLength: 1, maxLength: 4 }),
      lane: fc.integer({ min: 0, max: 1000 }),
      grid: fc.integer({ min: 1, max: 1000 }),
      heat: word,
      category: word,
      wave: word,
      tags: fc.array(plainWord, { minLength: 1, maxLength: 2 }),
      seed: fc.record({
        steps: fc.integer({ min: 0, max: 10_000 }),
        seedDigits: fc.integer({ min: 0, max: 6 }),
      }),
      offsetUs: fc.integer({ min: 0, max: 10_000_000_000 }),
      pacemaker: fc.constant(true as const),
    },
    { requiredKeys: ['name'] },
  )
  .map(({ seed, ...line }) =>
    // Of so many decimals as it was given with, noughts among them.
    seed === undefined
      ? line
      : {
          ...line,
          seedUs: seed.steps * 10 ** (6 - seed.seedDigits),
          seedDigits: seed.seedDigits,
        },
  );

describe('S5 a start list written for a spreadsheet', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(
        fc.array(startLine, { minLength: 1, maxLength: 20 }),
        fc.constantFrom(',', ';'),
        (lines, by) => {
          const back = read(writeStartList(lines, by));
          expect(back.problems).toEqual([]);
          expect(back.lines.map(({ line: _, ...rest }) => rest)).toEqual(lines);
        },
      ),
    );
  });
  it('has no cell that a spreadsheet would work out', () => {
    fc.assert(
      fc.property(fc.array(startLine, { minLength: 1 }), (lines) => {
        const { rows } = readDelimited(writeStartList(lines), ',');
        for (const { cells } of rows)
          for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
    expect(writeStartList([{ name: '=cmd()' }])).toContain("'=cmd()");
  });
});

describe('a table of cells', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', ' ', 'é'),
    maxLength: 6,
  });
  it('comes back from its text, whatever is in the cells', () => {
    const rows = fc.array(
      fc
        .array(cell, { minLength: 1, maxLength: 4 })
        .filter((cells) => cells.some((c) => c.trim() !== '')),
    );
    fc.assert(
      fc.property(rows, (table) => {
        const text = table.map((cells) => cells.map((c) => quoted(c, ',')).join(',')).join('\r\n');
        expect(readDelimited(text, ',').rows.map(({ cells }) => cells)).toEqual(table);
      }),
    );
  });
  it('never loses a letter of what was pasted, and always ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', '"', ',', '\n') }), (text) => {
        const letters = (from: string) => from.replaceAll(/[^ab]/g, '');
        const cells = readDelimited(text, ',').rows.flatMap((row) => row.cells);
        expect(letters(cells.join(''))).toBe(letters(text));
      }),
    );
  });
  it('keeps what stands behind a closing quote', () => {
    expect(readDelimited('"a"b,c', ',').rows[0]?.cells).toEqual(['ab', 'c']);
    expect(delimiterOf('"a;b;c",d')).toBe(',');
    expect(delimiterOf('alone')).toBeNull();
  });
});
