import { oneOf, type Random } from './random.ts';

// Made-up syllables: the names sound like names and are nobody's.
const starts = [
  'Al',
  'Bre',
  'Cor',
  'Da',
  'El',
  'Fi',
  'Ga',
  'Hel',
  'Il',
  'Jo',
  'Ka',
  'Lu',
  'Mi',
  'No',
  'Or',
  'Pe',
  'Ru',
  'Sa',
  'Ti',
  'Va',
];
const middles = ['ba', 'de', 'li', 'mo', 'na', 'ri', 'so', 'ta', 've', 'zo'];
const givenEnds = ['n', 'l', 'ra', 's', 'na', 'lo', 'ko', 'mi'];
const familyStarts = [
  'Ast',
  'Berg',
  'Cald',
  'Dorn',
  'Elv',
  'Fald',
  'Gran',
  'Holt',
  'Ister',
  'Karn',
  'Lund',
  'Marl',
  'Norv',
  'Ost',
  'Prav',
  'Quel',
  'Rost',
  'Skar',
  'Tarv',
  'Ulm',
  'Vost',
  'Wend',
];
const familyEnds = [
  'ander',
  'avik',
  'eko',
  'ellin',
  'emar',
  'igan',
  'imov',
  'inde',
  'oria',
  'otte',
  'uasa',
  'unen',
];

/** A name from syllables: given and family. */
export function madeUpName(random: Random): { readonly given: string; readonly family: string } {
  return {
    given: oneOf(random, starts) + oneOf(random, middles) + oneOf(random, givenEnds),
    family: oneOf(random, familyStarts) + oneOf(random, middles) + oneOf(random, familyEnds),
  };
}

/** Countries of the field, the home country more often than the others. */
export const countries = [
  'NOR',
  'NOR',
  'NOR',
  'NOR',
  'SWE',
  'DEN',
  'FIN',
  'GBR',
  'GER',
  'NED',
  'FRA',
  'ITA',
  'ESP',
  'POL',
  'KEN',
  'ETH',
  'USA',
  'JPN',
];
