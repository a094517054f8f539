/** The sentences of the story; every figure comes formatted. */
export const story = {
  name: 'Story',
  empty: 'The story begins with the start.',
  goTo: (time: string) => `Go to ${time}`,
  gun: 'The gun.',
  start: 'The start.',
  wave: (name: string) => `${name} starts.`,
  recall: (start: string | null, reason: string | null) =>
    `${start === null ? 'Recalled' : `${start} recalled`}${reason === null ? '' : `, ${reason}`}: the start is repeated.`,
  gunMoved: (start: string | null, by: string, earlier: boolean) =>
    `The start${start === null ? '' : ` of ${start}`} is corrected: it was ${by} ${earlier ? 'earlier' : 'later'}.`,
  atBell: 'the bell',
  leadAt: (leader: string, point: string, time: string) =>
    `${leader} leads at ${point} in ${time}.`,
  leadAtSegment: (leader: string, point: string, time: string, way: string, segment: string) =>
    `${leader} leads at ${point} in ${time}; the last ${way} took ${segment}.`,
  /** As before, for a race that counts in laps. */
  leadAtLaps: (leader: string, point: string, time: string, laps: number, segment: string) =>
    `${leader} leads at ${point} in ${time}; the last ${laps === 1 ? 'lap' : `${laps} laps`} took ${segment}.`,
  leadChange: (leader: string, before: string, point: string) =>
    `${leader} takes the lead from ${before} by ${point}.`,
  gapAt: (leader: string, second: string, gap: string, point: string) =>
    `${capital(point)}: ${leader} is ${gap} s ahead of ${second}.`,
  pacemakerOut: (name: string, point: string) =>
    `${name} has done the pacing and steps off after ${point}.`,
  bell: (leader: string) => `The bell: ${leader} leads into the last lap.`,
  status: {
    DNS: (name: string) => `${name} does not start.`,
    DNF: (name: string) => `${name} is out of the race.`,
    DQ: (name: string) => `${name} is disqualified.`,
  },
  because: (sentence: string, reason: string) =>
    `${sentence.replace(/\.$/, '')}: ${reason.replace(/\.$/, '')}.`,
  wins: (name: string, time: string) => `${name} wins in ${time}.`,
  winsUntimed: (name: string) => `${name} wins.`,
  finish: (place: string, name: string, time: string) => `${place}: ${name}, ${time}.`,
  finishUntimed: (place: string, name: string) => `${place}: ${name}, no time known.`,
  places: (from: string, to: string) => (from === to ? `Place ${from}` : `Places ${from} to ${to}`),
  group: (places: string, time: string) => `${places} are home, the last in ${time}.`,
  groupUntimed: (places: string) => `${places} are home.`,
  groupNamed: (places: string, names: string) => `${places}: ${names}.`,
  groupNamedTimed: (places: string, names: string, time: string) =>
    `${places}: ${names}, the last in ${time}.`,
  margin: (ahead: string, behind: string, seconds: string) =>
    `${ahead} beats ${behind} by ${seconds}.`,
  marginMetres: (ahead: string, behind: string, seconds: string, metres: string) =>
    `${ahead} beats ${behind} by ${seconds}, about ${metres} m.`,
  seconds: (seconds: string) => `${seconds} s`,
  /** Where the clock was started by hand. */
  onImage: (seconds: string) => `${seconds} s on the finish image`,
  tooClose: (ahead: string, behind: string) => `Too close to call between ${ahead} and ${behind}.`,
  declared: {
    provisional: 'The result is provisional.',
    official: 'The result is official.',
    amended: 'The result has been amended.',
  },
  protest: (text: string, isLate: boolean) =>
    /^(late )?protest/i.test(text) ? text : `${isLate ? 'Late protest' : 'Protest'}: ${text}`,
  point: (metres: string) => `${metres} m`,
  lap: (lap: string) => `lap ${lap}`,
  about: (value: string) => `≈ ${value}`,
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
