/** What is said on and about the chart of gaps over distance. */
export const gaps = {
  name: 'Gaps',
  summary: 'Gap to the leader at each timing point, in seconds; the leader is at the top.',
  table: 'Gaps as a table',
  tableCaption: 'Gap to the leader in seconds at each timing point',
  entrant: 'Entrant',
  metres: (distanceM: string) => `${distanceM} m`,
  leader: 'leader',
  none: '–',
  estimated: (gap: string) => `≈ ${gap}`,
  estimatedKey: 'dashed: estimated',
  waiting: 'The gaps are drawn from the first timing point on.',
  loading: 'Drawing the gaps…',
  seek: 'Choose a place in the chart to go to that moment.',
};
