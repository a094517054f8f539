import { createContext, useContext } from 'react';
import { en } from './en.ts';

/** As words.ts, with the texts of the operators' rooms beside those of the viewers. */
export type Words = typeof en;

const WordsContext = createContext<Words>(en);

export function useWords(): Words {
  return useContext(WordsContext);
}
