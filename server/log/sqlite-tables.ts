import { crc32 } from 'node:zlib';
import { canonicalJson } from '../../shared/race/canonical.ts';
import type { Roster } from '../../shared/race/roster.ts';
import { CHAIN_START } from './log-line.ts';
import type { SqliteDatabase, SqliteRow } from './sqlite-driver.ts';
import { StoreDamage } from './tables.ts';
import type { RaceRow, StoredLine, Tables } from './tables.ts';

/**
 * Tables in SQLite. SQLite itself does not notice a flipped bit in a row, so every row carries a sum:
 * the lines their own, the rows of races and rosters the one in `sum`.
 */
export const SQLITE_SCHEMA: readonly string[] = [
  `CREATE TABLE race (
    id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, epoch TEXT NOT NULL,
    seq INTEGER NOT NULL, hash TEXT NOT NULL, sum TEXT NOT NULL) STRICT`,
  `CREATE TABLE line (
    race INTEGER NOT NULL, seq INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (race, seq)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE beside (
    race INTEGER PRIMARY KEY, roster TEXT NOT NULL, note TEXT, sum TEXT NOT NULL) STRICT`,
  `CREATE TABLE aside (
    race INTEGER NOT NULL, epoch TEXT NOT NULL, seq INTEGER NOT NULL, text TEXT) STRICT`,
];

/** Whether the tables are there as they were made. */
export function hasSqliteSchema(database: SqliteDatabase): boolean {
  const rows = database.all("SELECT sql FROM sqlite_schema WHERE type = 'table'");
  const found = new Set(rows.map(({ sql }) => sql));
  return SQLITE_SCHEMA.every((sql) => found.has(sql));
}

export function sqliteTables(database: SqliteDatabase): Tables {
  const { run } = database;

  const tables: Tables = {
    races: () => database.all('SELECT * FROM race ORDER BY slug').filter(sumHolds).map(raceRow),
    race(slug) {
      const [row] = database.all('SELECT * FROM race WHERE slug = ?', [slug]);
      if (!row) return null;
      if (!sumHolds(row)) throw new StoreDamage(`the row of race ${slug} is damaged`);
      return raceRow(row);
    },
    addRace(slug, epoch) {
      const { seq, hash } = CHAIN_START;
      run('INSERT INTO race (slug, epoch, seq, hash, sum) VALUES (?, ?, ?, ?, ?)', [
        slug,
        epoch,
        seq,
        hash,
        sumOf([slug, epoch, seq, hash]),
      ]);
      const race = tables.race(slug);
      if (!race) throw new Error(`race ${slug} was added and is not there`);
      run('INSERT INTO beside (race, roster, note, sum) VALUES (?, ?, ?, ?)', [
        race.id,
        '{}',
        null,
        sumOf(['{}', null]),
      ]);
      return race;
    },
    removeRace(race) {
      run('DELETE FROM line WHERE race = ?', [race]);
      run('DELETE FROM aside WHERE race = ?', [race]);
      run('DELETE FROM beside WHERE race = ?', [race]);
      run('DELETE FROM race WHERE id = ?', [race]);
    },
    saveRace({ id, slug, epoch, head: { seq, hash } }) {
      const sum = sumOf([slug, epoch, seq, hash]);
      run('UPDATE race SET epoch = ?, seq = ?, hash = ?, sum = ? WHERE id = ?', [
        epoch,
        seq,
        hash,
        sum,
        id,
      ]);
    },
    addLine: (race, seq, text) =>
      run('INSERT INTO line (race, seq, text) VALUES (?, ?, ?)', [race, seq, text]),
    lines: (race, after, limit) => readLines(database, race, after, limit),
    moveAside({ id, epoch }, after) {
      run(
        'INSERT INTO aside (race, epoch, seq, text) SELECT race, ?, seq, text FROM line WHERE race = ? AND seq > ?',
        [epoch, id, after],
      );
      run('DELETE FROM line WHERE race = ? AND seq > ?', [id, after]);
    },
    beside(race) {
      const [row] = database.all('SELECT roster, note, sum FROM beside WHERE race = ?', [race]);
      if (!row || row['sum'] !== sumOf([row['roster'], row['note']])) {
        throw new StoreDamage('its roster is damaged');
      }
      const { roster, note } = row as { roster: string; note: string | null };
      return { roster: JSON.parse(roster) as Roster, note };
    },
    setBeside(race, parts) {
      const { roster, note } = { ...tables.beside(race), ...parts };
      const text = canonicalJson(roster);
      run('UPDATE beside SET roster = ?, note = ?, sum = ? WHERE race = ?', [
        text,
        note,
        sumOf([text, note]),
        race,
      ]);
    },
  };

  return tables;
}

/** What is wrong with the tables themselves, in sentences: rows whose sum is wrong, lines of no race. */
export function findDamagedRows(database: SqliteDatabase): readonly string[] {
  const rows = database.all('SELECT * FROM race');
  const damaged = rows
    .filter((row) => !sumHolds(row))
    .map(
      (row) =>
        `the row of race "${String(row['slug'])}" is damaged; the race is not shown until it is restored`,
    );
  const known = new Set(rows.map((row) => row['id']));
  const orphans = racesWithLines(database).filter((race) => !known.has(race));
  return [
    ...damaged,
    ...orphans.map((race) => `there are lines of a race (row ${race}) that is not listed any more`),
  ];
}

function racesWithLines(database: SqliteDatabase): readonly number[] {
  const races: number[] = [];
  for (let last = -1; ;) {
    const [row] = database.all('SELECT race FROM line WHERE race > ? ORDER BY race LIMIT 1', [
      last,
    ]);
    if (typeof row?.['race'] !== 'number') return races;
    last = row['race'];
    races.push(last);
  }
}

function readLines(
  database: SqliteDatabase,
  race: number,
  after: number,
  limit: number,
): readonly StoredLine[] {
  const sql = 'SELECT seq, text FROM line WHERE race = ? AND seq > ? ORDER BY seq LIMIT ?';
  try {
    return database.all(sql, [race, after, limit]).map(storedLine);
  } catch (error) {
    // A broken page fails the whole answer; the lines before it are still good.
    if (limit === 1 || !(error instanceof StoreDamage)) throw error;
    return readOneByOne((seq) => database.all(sql, [race, seq, 1]), after, limit);
  }
}

function readOneByOne(
  next: (after: number) => readonly SqliteRow[],
  after: number,
  limit: number,
): StoredLine[] {
  const lines: StoredLine[] = [];
  try {
    for (let seq = after; lines.length < limit;) {
      const [row] = next(seq);
      if (!row) break;
      lines.push(storedLine(row));
      seq = Number(row['seq']);
    }
  } catch (error) {
    if (!(error instanceof StoreDamage)) throw error;
  }
  return lines;
}

function storedLine({ seq, text }: SqliteRow): StoredLine {
  return { seq: Number(seq), text: typeof text === 'string' ? text : '' };
}

function raceRow(row: SqliteRow): RaceRow {
  const { id, slug, epoch, seq, hash } = row as {
    id: number;
    slug: string;
    epoch: string;
    seq: number;
    hash: string;
  };
  return { id, slug, epoch, head: { seq, hash } };
}

function sumHolds({ slug, epoch, seq, hash, sum }: SqliteRow): boolean {
  return sum === sumOf([slug, epoch, seq, hash]);
}

function sumOf(fields: readonly unknown[]): string {
  return crc32(canonicalJson(fields)).toString(16).padStart(8, '0');
}
