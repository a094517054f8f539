/** What stands in the dialog of help: what can be chosen, and the keys. */
export const help = {
  prefs: {
    theme: 'Colours',
    themes: { system: 'As the device', dark: 'Dark', light: 'Light' },
    singleKeys: 'Keys of one letter',
    singleKeysNote: 'Space, K, J, L, digits and the rest. Arrows, Home and End always work.',
    hideResults: 'Hide results in the library',
    wall: 'Show this race on a wall or a television',
  },
  keys: {
    title: 'Keys',
    rows: [
      ['Space or K', 'play or pause'],
      ['← →', '5 seconds back or on'],
      ['J L', '10 seconds back or on'],
      ['Shift + ← →', 'previous or next timing point'],
      [', .', 'one event back or on'],
      ['Home', 'to the start'],
      ['End or G', 'go live'],
      ['0 – 9', 'tenths of the race'],
      ['[ ]', 'slower or faster'],
      ['/', 'find a name'],
      ['F', 'follow the leader, or the row in focus'],
      ['M', 'photo finish'],
      ['C', 'gaps'],
      ['S', 'share this moment'],
      ['?', 'this help'],
    ] as readonly (readonly [string, string])[],
  },
};
