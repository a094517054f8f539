import { createContext, useContext } from 'react';
import { help } from './en/help.ts';

/** As words.ts, with what is read only by who opens the help: it comes with the help. */
const HelpWordsContext = createContext(help);

export function useHelpWords(): typeof help {
  return useContext(HelpWordsContext);
}
