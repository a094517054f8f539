import type { RaceDefinition } from '../../shared/race/definition.ts';
import type { Roster } from '../../shared/race/roster.ts';
import { instant } from '../../shared/time/time.ts';
import type { Recording } from './recording.ts';
import { finalOfSix, regatta } from './rowing.ts';

// Noon of the day: no source for the programme time was found.
const gun = instant(Date.parse('2021-07-30T12:00:00+09:00') * 1000);

const definition: RaceDefinition = {
  ...regatta,
  meeting: {
    name: 'Olympic Games Tokyo 2020',
    venue: 'Sea Forest Waterway',
    city: 'Tokyo',
    country: 'JPN',
  },
  event: 'Men eight',
  round: 'Final A',
  date: '2021-07-30',
  zone: 'Asia/Tokyo',
};

const roster: Roster = {
  aus: { name: 'Australia', shortName: 'AUS', country: 'AUS' },
  gbr: { name: 'Great Britain', shortName: 'GBR', country: 'GBR' },
  ger: { name: 'Germany', shortName: 'GER', country: 'GER' },
  ned: { name: 'Netherlands', shortName: 'NED', country: 'NED' },
  nzl: { name: 'New Zealand', shortName: 'NZL', country: 'NZL' },
  usa: { name: 'United States', shortName: 'USA', country: 'USA' },
};

// At 500, 1000, 1500 and 2000 m.
const sheet = {
  aus: ['1:22.30', '2:45.64', '4:10.91', '5:36.23'],
  gbr: ['1:20.51', '2:42.70', '4:05.90', '5:25.73'],
  ger: ['1:20.36', '2:42.88', '4:06.35', '5:25.60'],
  ned: ['1:21.81', '2:44.18', '4:07.45', '5:27.96'],
  nzl: ['1:20.81', '2:42.63', '4:04.59', '5:24.64'],
  usa: ['1:21.27', '2:43.82', '4:06.59', '5:26.75'],
};

export const tokyo2020: Recording = {
  slug: 'tokyo-2020-eights',
  roster,
  known: finalOfSix(gun, definition, roster, sheet, 350),
};
