/** What is said on and about the chart of gaps over distance. */
export const gaps = {
  name: 'Gaps',
  table: 'Gaps as a table',
  tableCaption: 'Gap to the leader in seconds at each timing point',
  entrant: 'Entrant',
  metres: (distanceM: string) => `${distanceM} m`,
  /** On the axis, in kilometres where a course is long; only the last says the unit. */
  axisMetres: (distanceM: number, last: boolean) => {
    const long = distanceM >= 10_000;
    const text = long ? String(Number((distanceM / 1000).toFixed(1))) : String(distanceM);
    return last ? `${text} ${long ? 'km' : 'm'}` : text;
  },
  leader: 'leader',
  none: '–',
  estimated: (gap: string) => `≈ ${gap}`,
  waiting: 'The gaps are drawn from the first timing point on.',
  loading: 'Drawing the gaps…',
};
