/** What is said on and about the chart of gaps over distance. */
export const gaps = {
  name: 'Gaps',
  behind: (leader: string) => `behind ${leader}`,
  table: 'Gaps as a table',
  tableCaption: 'Gap to who leads now, in seconds, at each timing point',
  entrant: 'Entrant',
  metres: (distanceM: string) => `${distanceM} m`,
  /** On the axis, in kilometres where the whole course is long; only the last says the unit. */
  axisMetres: (distanceM: number, courseM: number) => {
    const long = courseM >= 10_000;
    const text = long ? String(Number((distanceM / 1000).toFixed(1))) : String(distanceM);
    return distanceM === courseM ? `${text} ${long ? 'km' : 'm'}` : text;
  },
  axisLap: (lap: number, last: boolean) => (last ? `lap ${lap}` : String(lap)),
  leader: 'leader',
  none: '–',
  estimated: (gap: string) => `≈ ${gap}`,
  waiting: 'The gaps are drawn from the first timing point on.',
  loading: 'Drawing the gaps…',
};
