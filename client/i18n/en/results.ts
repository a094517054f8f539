/** What the referee's result screen says. */
export const results = {
  loading: 'Loading the race…',
  declare: {
    title: 'Announcement',
    steps: {
      provisional: 'Announce as provisional',
      official: 'Make it official',
      amended: 'Announce the amended result',
    },
    again: 'Announce anew as provisional',
    now: {
      none: 'Nothing has been announced. Viewers see the times as they come.',
      provisional: (time: string | null, who: string) =>
        `Provisional${time === null ? '' : ` since ${time}`}, by ${who}.`,
      official: (time: string | null, who: string) =>
        `Official${time === null ? '' : ` since ${time}`}, by ${who}.`,
      amended: (time: string | null, who: string) =>
        `Amended${time === null ? '' : ` at ${time}`}, by ${who}.`,
    },
    you: 'you',
    somebody: 'somebody',
    why: {
      second:
        'You announced the provisional result. A second person makes it official; if you are alone, say why.',
      noProvisional:
        'Nobody has announced a provisional result. To make this one official at once, say why.',
      amends: 'An amended result needs its reason; viewers read it.',
      referee: 'A referee makes a result official. Your part is the provisional one.',
    },
    early: (minutes: number) =>
      minutes === 1 ? 'Less than a minute left to protest.' : `${minutes} min left to protest.`,
    allTheSame: 'Make it official all the same',
    notNow: 'Not now',
    reason: 'Reason',
    reasonHint: 'Viewers read this, on the page and on the sheet.',
    wanted: 'Write the reason first.',
    afterwards: 'Viewers will read',
    unchanged:
      'Nothing has changed since it was announced. Correct a time, a status or a place first; then announce the amended result here.',
    thenFirst: (placed: number, others: number) =>
      `The first announcement: ${placed} placed${others === 0 ? '' : `, ${others} without a place`}.`,
    issues: 'Look at this first',
    issue: {
      running: (count: number) =>
        count === 1 ? '1 entrant is still on the way.' : `${count} entrants are still on the way.`,
      undecided: (count: number) =>
        count === 1
          ? 'Two readers differ about 1 finisher, and no third has looked.'
          : `Two readers differ about ${count} finishers, and no third has looked.`,
      lone: (count: number) =>
        count === 1
          ? '1 finisher was read by one of two readers alone.'
          : `${count} finishers were read by one of two readers alone.`,
      loose: (count: number) =>
        count === 1 ? '1 passing belongs to nobody.' : `${count} passings belong to nobody.`,
      ties: (count: number) => (count === 1 ? '1 tie is open.' : `${count} ties are open.`),
      pinned: (count: number) =>
        count === 1
          ? '1 place by hand no longer fits the times.'
          : `${count} places by hand no longer fit the times.`,
      unsent: (count: number) =>
        count === 1
          ? '1 entry of this device is not stored yet.'
          : `${count} entries of this device are not stored yet.`,
    },
    refused: 'The server did not take the announcement.',
    refusedWhy: {
      SECOND_PERSON: 'It needs a second person, or a reason.',
      NO_REASON: 'It needs a reason.',
      NOT_ALLOWED: 'Your role may not do this.',
    } as Readonly<Record<string, string>>,
    dismiss: 'Understood',
    sending: 'On its way to the server…',
  },
  end: {
    title: 'End of the race',
    before: (at: string) => `It is ended at ${at}, once there was a gun.`,
    open: (at: string) =>
      `Not ended yet. The limit is ${at}; there is a result once you have ended it.`,
    ended: (at: string) => `Ended at ${at}.`,
    atLimit: (at: string) => `End it at ${at}`,
    now: 'End it this moment',
    undo: 'Take the end back',
    referee: 'A referee ends the race.',
    note: {
      completed: 'Laps that were whole by then count; what comes later does not.',
      started: 'The lap that each is on then is finished, and counts.',
    },
  },
  protest: {
    title: 'Protests',
    none: 'The clock starts with the announcement.',
    left: 'left to protest',
    over: (time: string) =>
      `The time for protests ended at ${time}: one that comes now is marked late.`,
    closed: 'The result is official: a protest now is late, and is marked so.',
    length: 'minutes to protest',
    lengthHint:
      'from the announcement (World Athletics TR 8.2: 30). Part of the race: everybody sees it.',
    refereesSet: 'A referee sets this.',
    note: 'Note a protest',
    noteHint: 'Who protests, and what for. It goes into the log and viewers read it.',
    noted: 'Note it',
    notedLate: 'Note it as late',
    list: 'Noted',
    late: 'late',
  },
  place: {
    title: 'Places',
    hint: 'Choose a line of the sheet, or anybody by bib or name under Status, to give a place by hand.',
    level: 'Dead heat: the same place',
    of: (name: string) => `Place of ${name}`,
    behind: 'Put directly behind',
    first: 'nobody: first place',
    move: 'Give the places',
    untimed: 'Place without a time',
    untimedHint: 'For somebody whom the judges saw and no clock did.',
    give: 'Give the place',
    back: 'Places by time again',
    byHand: 'This place was given by hand.',
    pinned: (names: string) => `${names}: placed by hand, and now behind slower times.`,
    closeUp: 'Close up',
  },
  ties: {
    title: 'Ties',
    thousandth: (names: string) => `${names}: equal to the thousandth.`,
    coarse: (names: string) => `${names}: equal as far as their times are known.`,
    shared: 'They share the place.',
    deadHeat: 'Declare a dead heat',
    keep: (name: string) => `${name} was ahead`,
    decide: 'The finish image decides; or, by hand:',
  },
  qualify: {
    title: 'Qualification',
    byPlace: 'of each heat by place (Q)',
    byTime: 'next fastest of all (q)',
    ruleHint: 'Part of the race: set in all heats of this round.',
    heats: (count: number) => (count === 1 ? '1 heat' : `${count} heats`),
    loading: 'Loading the other heats…',
    alone: 'This is the only heat of its round here.',
    unreachable: 'The list of races did not come.',
    retry: 'Try again',
    unfinished: (heat: string) => `Heat ${heat} is not announced yet.`,
    mixed: 'Hand times and others stand side by side: they may not be compared.',
    openTie: (names: string, places: number) =>
      `${names}: equal for ${places === 1 ? 'the last place' : `the last ${places} places`}.`,
    openUnknown: (names: string, places: number) =>
      `${names}: their times are too coarse to say who has ${places === 1 ? 'the last place' : `the last ${places} places`}.`,
    all: 'All go on',
    lots: 'Draw lots',
    drawn: (names: string) => `Drawn: ${names}.`,
    award: (count: number) =>
      count === 0 ? 'Give the marks' : count === 1 ? 'Give 1 mark' : `Give ${count} marks`,
    done: 'Everybody has the mark that these rules give.',
    openFirst: 'Decide the open places first.',
    next: {
      names: { final: 'Final', semifinal: 'Semifinal' },
      final: (count: number) => `Make the final of ${count}`,
      semifinals: (count: number) => `Make ${count} semifinals`,
      making: 'Making it…',
      hint: 'A draft of the same event, with the times of the heats as seed times, and lanes drawn by the rule. It opens in Set-up.',
    },
    column: { heat: 'Heat', name: 'Name', time: 'Time', mark: 'Mark' },
  },
  seal: 'Seal',
  draft: 'Contains entries that the server has not stored yet.',
  downloads: 'Print and download',
};
