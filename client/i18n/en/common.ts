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
  country: (code: string) => code,
  kinds: {
    official: 'Official',
    measured: 'Measured',
    manual: 'By hand',
    reported: 'Reported',
    reconstructed: 'Reconstructed',
  },
};
