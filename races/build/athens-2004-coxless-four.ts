import type { RaceDefinition } from '../../shared/race/definition.ts';
import type { Roster } from '../../shared/race/roster.ts';
import { instant } from '../../shared/time/time.ts';
import type { Recording } from './recording.ts';
import { finalOfSix, regatta } from './rowing.ts';

// Noon of the day: no source for the programme time was found.
const gun = instant(Date.parse('2004-08-21T12:00:00+03:00') * 1000);

const definition: RaceDefinition = {
  ...regatta,
  meeting: {
    name: 'Olympic Games Athens 2004',
    venue: 'Schinias',
    city: 'Athens',
    country: 'GRE',
  },
  event: 'Men coxless four',
  round: 'Final A',
  date: '2004-08-21',
  zone: 'Europe/Athens',
};

const roster: Roster = {
  aus: { name: 'Australia', shortName: 'AUS', country: 'AUS' },
  can: { name: 'Canada', shortName: 'CAN', country: 'CAN' },
  gbr: { name: 'Great Britain', shortName: 'GBR', country: 'GBR' },
  ita: { name: 'Italy', shortName: 'ITA', country: 'ITA' },
  nzl: { name: 'New Zealand', shortName: 'NZL', country: 'NZL' },
  pol: { name: 'Poland', shortName: 'POL', country: 'POL' },
};

// At 500, 1000, 1500 and 2000 m.
const sheet = {
  aus: ['1:28.79', '3:04.03', '4:38.87', '6:13.06'],
  can: ['1:28.41', '3:02.12', '4:36.21', '6:07.06'],
  gbr: ['1:28.00', '3:01.68', '4:36.72', '6:06.98'],
  ita: ['1:31.00', '3:04.35', '4:37.40', '6:10.41'],
  nzl: ['1:29.06', '3:04.78', '4:41.39', '6:15.47'],
  pol: ['1:31.62', '3:07.69', '4:44.46', '6:22.43'],
};

export const athens2004: Recording = {
  slug: 'athens-2004-coxless-four',
  roster,
  known: finalOfSix(gun, definition, roster, sheet, 400),
};
