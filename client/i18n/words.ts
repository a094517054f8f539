import { createContext, useContext } from 'react';
import { en } from './en.ts';

/**
 * Every text a person reads comes from here: plain strings, or functions of what they mention.
 * A language is an object of the same type, so a missing sentence does not compile.
 */
export type Words = typeof en;

const WordsContext = createContext<Words>(en);

export function useWords(): Words {
  return useContext(WordsContext);
}
