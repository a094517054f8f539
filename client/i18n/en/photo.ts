/** What is said on and about the strip drawn at the finish line. */
export const photo = {
  name: 'Photo finish',
  drawn: 'Drawn from the times, not a photograph',
  state: {
    waiting: 'Waiting for the judge',
    provisional: 'Provisional',
    official: 'Official',
  },
};
