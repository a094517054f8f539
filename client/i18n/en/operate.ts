/** The door and the frame of the operators' rooms. */
export const operate = {
  signIn: {
    title: 'Operators',
    link: 'This link opens the console on this device. It works once.',
    code: 'Type the six digits that the organiser’s screen shows.',
    codeLabel: 'Six digits',
    deviceLabel: 'What is this device called?',
    deviceHint: 'As the others should read it: “Anna, 800 m” or “Finish, phone 2”.',
    open: 'Open the console',
    opening: 'Opening…',
    offline: 'There is no connection to the server. Signing in needs one.',
    noWay:
      'An operator comes in by a link or by six digits. The server prints a link when it is started for the first time; later ones are made under Devices.',
    haveCode: 'I have six digits',
    problems: {
      LINK_SPENT: 'This link has been used. A link opens one browser only; ask for another.',
      EXPIRED: 'This link is too old. Ask for another.',
      REVOKED: 'This link was taken back. Ask for another.',
      BAD_KEY: 'This is not a link of this server. Copy the whole of it, or ask for another.',
      WRONG_CODE: 'These six digits open nothing. They count once and for ten minutes.',
      TOO_MANY_TRIES: 'Too many tries from here. Wait a minute, then try again.',
      FOREIGN_ORIGIN: 'This page was opened under another address than the server’s own.',
      UNREACHABLE: 'The server cannot be reached.',
    } as Readonly<Record<string, string>>,
  },
};
