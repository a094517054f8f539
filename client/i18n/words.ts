import { createContext, useContext } from 'react';
import { viewersEn } from './en-viewers.ts';

/**
 * Every text a person reads comes from here: plain strings, or functions of what they mention.
 * Screens of operators take theirs from operate-words.ts, which viewers do not load.
 * A language is an object of the same type, so a missing sentence does not compile.
 */
export type Words = typeof viewersEn;

const WordsContext = createContext<Words>(viewersEn);

export function useWords(): Words {
  return useContext(WordsContext);
}
