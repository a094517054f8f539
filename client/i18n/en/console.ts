/** The console where times are tapped and given to entrants. */
export const consoleWords = {
  title: 'Console',
  /** A place on the line that is tapped: "Tap at finish". */
  line: 'You tap at',
  lineNote: (points: string) => `times of ${points}`,
  noLine: 'Your device is bound to points that this race has not. Ask whoever gave you the key.',
  noDefinition: 'This race has no course yet, so there is nothing to tap.',
  mayNotTap: 'You watch here: your key may not take times.',
  gone: 'There is nothing to tap here. Is the address right?',
  toRaces: 'To your races',

  tap: {
    word: 'TAP',
    label: (line: string) => `Tap at ${line}`,
    note: 'Records now, the bib comes later',
    keys: 'Space · click · page key',
    count: (taps: number) => (taps === 1 ? '1 tap' : `${taps} taps`),
    noGun: 'No gun yet: taps are kept and count once it has come',
    /** The race does not go on: a tap is a correction then. */
    over: {
      official: 'The result is official. A tap now is a correction: declare it amended.',
      amended: 'The amended result is out. A tap now is a correction: declare it amended again.',
      postponed: 'The race is postponed. A tap is kept all the same.',
      abandoned: 'The race is abandoned. A tap is kept all the same.',
      rerun: 'This race is run again. A tap here is kept in the old one.',
      archived: 'The race is archived. A tap is kept, and changes it.',
    },
  },

  assign: {
    title: 'Assign',
    field: 'Bib',
    laneField: 'Lane',
    /** What Enter does with what is typed. */
    toTap: (time: string) => `Enter gives it to ${time}`,
    toRow: (time: string) => `Enter gives it to the selected ${time}`,
    bibFor: (time: string) => `Bib for ${time}`,
    tapWaits: (time: string) => `${time} waits for a bib`,
    /** Against now: `in 4 s`, `2 s ago`. */
    due: (seconds: number) =>
      seconds >= 90
        ? `in ${Math.round(seconds / 60)} min`
        : seconds > 0
          ? `in ${seconds} s`
          : seconds === 0
            ? 'now'
            : seconds > -90
              ? `${-seconds} s ago`
              : `${Math.round(-seconds / 60)} min ago`,
    recordsNow: 'Enter records it now',
    tapsNow: 'Enter taps without a bib',
    confirms: 'Enter does it · Esc leaves it',
    enter: 'Enter',
    rubOut: 'Rub out',
    leaveOpen: 'Leave open',
    leaveOpenNote: 'The next bib goes to the tap after it',
    completes: (name: string) => name,
    several: (bibs: string) => `could be ${bibs}: type more`,
    unknown: (bib: string) => `${bib} is not in this race: it will stay visible and unassigned`,
    gone: (who: string) => `${who} is out of the race`,
    twice: (who: string) => `${who} was already taken here`,
    tooSoon: (who: string) => `too soon for a lap of ${who}`,
    empty: 'Nobody has come yet.',
    emptyNote:
      'Each tap becomes a row here. Type a bib and press Enter: it goes to the oldest tap.',
    older: (rows: number) => `Show ${rows} older`,
    toNewest: 'To the newest',
    waiting: (taps: number) => (taps === 1 ? '1 waits for a bib' : `${taps} wait for a bib`),
    likely: 'Likely next',
    likelyKey: (digit: number) => `Alt+${digit}`,
    nobodyLikely: 'Nobody is expected here now.',
    late: 'late',
  },

  row: {
    unknown: '?',
    typeBib: 'type bib',
    leftOpen: 'left open',
    notInRace: 'not in this race',
    sharedName: 'two have this bib',
    duplicate: 'again: counted once',
    duplicateBy: (seconds: string) => `again after ${seconds} s`,
    tooSoon: 'too soon for a lap',
    tooSoonAtAll: 'too soon after the start',
    noPoint: 'fits no point here',
    beforeStart: 'before the start',
    noGun: 'no gun yet',
    afterEnd: 'after the end',
    superseded: 'a reading counts instead',
    unknownLine: 'the course has no such line',
    voided: 'void',
    double: 'double?',
    doubleNote: 'Less than 0.15 s after the tap before',
    flags: {
      skippedPoint: 'a point was missed before',
      tooFast: 'very fast',
      tooSlow: 'very slow',
    },
    at: (point: string) => `at ${point}`,
    keepBoth: 'Keep both',
    merge: 'Merge',
    mergeNote: 'Voids the later one',
    by: (who: string) => `by ${who}`,
    hand: 'taken by hand',
    edited: 'corrected',
    kept: 'kept',
  },

  where: {
    device: 'on this device',
    phone: 'on this phone',
    sending: 'sending',
    stored: (seq: string) => `stored ${seq}`,
    storedOnly: 'stored',
    refused: (why: string) => `refused: ${why}`,
    dismiss: 'Take out of sight',
  },

  correct: {
    title: 'Corrections',
    of: (row: string) => `Row ${row}`,
    hint: '↑ ↓ select a row to correct it',
    hintSelected: 'Type a bib, or choose what to do with it.',
    hintSelectedPhone: 'Choose what to do with it.',
    typeBib: 'Type a bib',
    othersOnly: 'Somebody else took it: your key corrects your own only.',
    typeMore: 'Several bibs begin so: type one more figure.',
    nothing: 'Nothing changes.',
    /** Of an undo and of a redo: what it is about, and what is odd about it. */
    doubt: {
      undo: (what: string) => `This was no tap: ${what}. Take it back?`,
      redo: (what: string) => `This was no tap: ${what}. Do it again?`,
    },
    contested: {
      undo: (what: string) =>
        `Somebody else has corrected it since: ${what}. Take it back all the same?`,
      redo: (what: string) =>
        `Somebody else has corrected it since: ${what}. Do it again all the same?`,
    },
    /** Of what would touch a result that is out. */
    declared: (what: string) => `The result is out: ${what}. Do it?`,
    change: 'Correction',
    undo: 'Undo',
    redo: 'Redo',
    void: 'Void',
    restore: 'Restore',
    edit: 'Edit',
    swap: 'Swap',
    insert: 'Insert',
    shift: 'Shift',
    split: 'Split',
    reassign: 'Reassign',
    point: 'Point',
    notes: {
      void: 'take it out',
      edit: 'bib or time',
      swap: 'with the next',
      insert: 'one missed after it',
      shift: 'by ± time',
      split: 'one tap was two',
      reassign: 'another bib',
      point: 'another point',
    },
    do: 'Do it',
    hold: 'Hold to void',
    leave: 'Leave it',
    bib: 'Bib',
    time: 'Time',
    /** Why an insert proposes this time. */
    guesses: {
      between: 'half-way to the next',
      now: 'when you pressed Insert',
      after: 'one second after it',
    },
    by: 'By how much',
    byNote: 'seconds: +0.3, −1.05',
    scope: 'Which',
    scopes: { one: 'this row', after: 'this and all after', all: 'all of this line' },
    whichPoint: 'At which point',
    anyPoint: 'Let the rules find it',
    selectFirst: 'Select a row first, with ↑ ↓ or a click.',
    badTime: 'Write a time such as 3:29.74.',
    badShift: 'Write seconds such as +0.3.',
    noNext: 'There is no row after it to swap with.',
    othersQuestion: (who: string) => `${who} brought this. Correct it all the same?`,
    nothingToUndo: 'Nothing of yours to undo.',
    nothingToRedo: 'Nothing of yours to redo.',
    undone: (what: string) => `Undone: ${what}`,
    redone: (what: string) => `Done again: ${what}`,
    says: {
      tap: (time: string) => `tap ${time}`,
      record: (bib: string, time: string) => `${bib} at ${time}`,
      assign: (bib: string, time: string) => `${bib} to ${time}`,
      unassign: (time: string) => `no bib for ${time}`,
      void: (row: string) => `void ${row}`,
      restore: (row: string) => `restore ${row}`,
      edit: (row: string) => `edit ${row}`,
      swap: (a: string, b: string) => `swap ${a} and ${b}`,
      insert: (time: string) => `insert at ${time}`,
      shift: (rows: number, by: string) =>
        `shift ${rows === 1 ? '1 row' : `${rows} rows`} by ${by}`,
      split: (row: string) => `split ${row} in two`,
      point: (row: string, point: string) => `${row} counts at ${point}`,
      rows: (rows: number) => `${rows} rows corrected`,
      gun: 'gun',
      other: 'change',
    },
  },

  consequence: {
    none: 'Nobody changes place.',
    looking: 'Looking at what it changes …',
    /** "4th → 3rd: Nader" */
    moves: (from: string, to: string, who: string) => `${from} → ${to}: ${who}`,
    comes: (to: string, who: string) => `in at ${to}: ${who}`,
    goes: (from: string, who: string) => `out from ${from}: ${who}`,
    retimed: (who: string, from: string, to: string) => `${who} ${from} → ${to}`,
    timed: (who: string, time: string) => `${who} gets ${time}`,
    untimed: (who: string, time: string) => `${who} loses ${time}`,
    gun: 'The race starts at another time.',
    noGun: 'The race is back before its start.',
    breaksOfficial: 'The official result changes: declare it amended.',
    more: (others: number) => `and ${others} more`,
    at: (point: string) => `at ${point}`,
    place: (place: number) => `${place}${ordinal(place)}`,
  },

  field: {
    title: 'Field',
    of: (entrants: number) => `${entrants} in the race`,
    seen: 'seen',
    expected: 'expected',
    late: 'late',
    missing: 'missing',
    out: 'out',
    waiting: 'unknown',
    nobody: 'nobody',
    at: (point: string) => `at ${point}`,
  },

  audit: {
    title: 'Last entries',
    all: 'All',
    empty: 'Nothing was entered yet.',
    undo: 'undo',
    you: 'you',
  },

  lost: {
    title: (taps: number) =>
      taps === 1 ? 'A tap could not be kept' : `${taps} taps could not be kept`,
    note: 'Write it down before you leave this page.',
    again: 'Try again',
    forget: 'I wrote it down',
  },

  phone: {
    menu: 'More',
    close: 'Back to tapping',
    noClock: 'clock not compared',
    start: 'Start',
    screens: 'Other screens',
    rows: 'Rows',
    unsent: (entries: number) => `${entries} unsent`,
    allStored: 'all stored',
    offline: 'no network',
    shut: 'shut out',
    fullscreen: 'Full screen',
    leaveFullscreen: 'Leave full screen',
    night: 'Night colours',
    nightNote: 'Light on black; the sun wants black on white',
    status: 'Status',
    field: 'Field',
  },

  lacks: {
    title: 'This device',
    sound: 'Sound',
    soundNote: 'A tick for every tap',
    vibration: 'Vibration',
    noVibration: 'This browser cannot vibrate',
    awake: 'The screen is kept on',
    asleep: 'The screen may go dark: touch the page once',
    unable:
      'This page cannot keep the screen on: it needs https, or set the screen to stay on yourself',
    battery: (percent: number) => `battery ${percent} %`,
    charging: (percent: number) => `battery ${percent} %, charging`,
    noClock: 'The clock was not compared with the server yet: times may be off until it is',
    clock: (error: string) => `clock ±${error}`,
  },

  keys: {
    title: 'Keys',
    list: [
      ['Space', 'tap'],
      ['digits, Enter', 'give a bib to the oldest tap'],
      ['Enter', 'with nothing typed: tap'],
      ['Alt+1…9', 'likely next'],
      ['?', 'leave the oldest open'],
      ['↑ ↓', 'select a row'],
      ['Del', 'void'],
      ['E X I S K R P', 'edit, swap, insert, shift, split, reassign, point'],
      ['Ctrl+Z', 'undo, with Shift redo'],
      ['Esc', 'back to tapping'],
    ] as readonly (readonly [keys: string, does: string])[],
  },
};

function ordinal(place: number): string {
  const [tens, units] = [place % 100, place % 10];
  if (tens >= 11 && tens <= 13) return 'th';
  return units === 1 ? 'st' : units === 2 ? 'nd' : units === 3 ? 'rd' : 'th';
}
