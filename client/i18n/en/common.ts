/** Words that belong to no one screen. */
export const common = {
  product: 'Hairline',
  tagline: 'Watch a race as closely as the photo-finish judge does.',
  close: 'Close',
  retry: 'Try again',
  toLibrary: 'All races',
  skipToContent: 'Skip to the race',
  loading: 'Loading…',
  metres: (distanceM: string) => `${distanceM} m`,
  /** Timing points that people call by a word, as they stand in a sentence. */
  points: { bell: 'the bell', finish: 'the finish', half: 'half-way' } as Readonly<
    Record<string, string>
  >,
  kinds: {
    official: 'Official',
    measured: 'Measured',
    manual: 'By hand',
    reported: 'Reported',
    reconstructed: 'Reconstructed',
  },
};
