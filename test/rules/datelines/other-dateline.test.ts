import { describe, expect, it } from 'vitest';
import { otherDateline, otherDatesIn } from '../../../src/rules/datelines/other-dateline.ts';

const kyoto = {
  usage: 'editorial',
  place: { city: 'Kyoto', country: 'Japan' },
  takenOn: '2024-11-22',
} as const;

describe('a dateline that was typed', () => {
  it.each([
    'Two visitors below the maples',
    'Kyoto, Japan - November 22 2024: Two visitors',
    'KYOTO, JAPAN - NOV. 22, 2024: Two visitors',
    'Kyōto - 22nd of November 2024 - Two visitors',
    'Kyoto, Japan - November 2024: Two visitors',
    'Japan, 2024-11-22: Two visitors',
    '22/11/2024: Two visitors',
    '11/22/2024: Two visitors',
    'Kyoto, Japan: Two visitors',
  ])('says nothing else than the photo: %s', (title) => {
    expect(otherDateline(title, kyoto)).toBeUndefined();
  });

  it.each([
    ['Kyoto, Japan - November 30 2024: Two visitors', { date: 'November 30 2024' }],
    ['Osaka, Japan - November 22 2024: Two visitors', { place: 'Osaka, Japan' }],
    ['Osaka (Japan), 2024-12-01: Two', { place: 'Osaka, Japan', date: '2024-12-01' }],
    ['Kyoto, Japan - December 2024: Two visitors', { date: 'December 2024' }],
    ['Kyoto, Japan - Nov 22, 2023 - Two visitors', { date: 'Nov 22, 2023' }],
    [
      'Kyoto, Japan - November 22 2024: Nara, Japan - November 23 2024: Deer',
      { place: 'Nara, Japan', date: 'November 23 2024' },
    ],
  ])('says another place or day: %s', (title, says) => {
    expect(otherDateline(title, kyoto)).toEqual(says);
  });

  it('says more than a photo without place and date', () => {
    expect(
      otherDateline('Kyoto, Japan - May 2 2024: Two visitors', { usage: 'editorial' }),
    ).toEqual({ place: 'Kyoto, Japan', date: 'May 2 2024' });
  });
});

describe('a date in a sentence', () => {
  it.each([
    ['Two visitors below the maples, 3. Dezember 2024', '3. Dezember 2024'],
    ['Two visitors on 22 de noviembre de 2021', '22 de noviembre de 2021'],
    ['Two visitors, le 1er novembre 2024', 'le 1er novembre 2024'],
    ['Two visitors, ottobre 2024', 'ottobre 2024'],
    ['Two visitors (Aralık 22 2024)', 'Aralık 22 2024'],
    ['Two visitors, 2024 listopada 21', '2024 listopada 21'],
    ['Two visitors on a snowy December evening', 'on a snowy December evening'],
    ['Two visitors in late September', 'in late September'],
    ['Two visitors in July with umbrellas', 'in July'],
    ['Two visitors in the August heat', 'August heat'],
    ['Two visitors on a Sunday morning', 'on a Sunday morning'],
    ['Two visitors (2021)', '2021'],
    ['Two visitors below the maples on Sunday', 'on Sunday'],
    ['Two visitors on Monday with umbrellas', 'on Monday'],
    ['Two visitors am Sonntag', 'am Sonntag'],
    ['Two visitors below the maples le mardi', 'le mardi'],
    ['Two visitors el miércoles in a lane', 'el miércoles'],
    ['Two visitors below the maples in 2021', 'in 2021'],
    ['Two visitors below the maples at dusk 2019.', 'dusk 2019'],
    ['Two visitors 20241121', '20241121'],
    ['Two visitors, 11/21/24', '11/21/24'],
    ['Two visitors, photographed in 2021', '2021'],
    ['Two visitors, March the 12th, 2024', 'March the 12th, 2024'],
  ])('is another than the photo in whatever language: %s', (title, date) => {
    expect(otherDatesIn(title, kyoto.takenOn)).toEqual([date]);
  });

  it.each([
    'Two visitors, 22. November 2024',
    'Two visitors, 22 Kasım 2024',
    'Two visitors, noviembre de 2024',
    'Model of the Mars 2020 rover in a hall',
    'Lanterns of Chiang Mai 2023 on a poster',
    'Corner of Avenida 9 de Julio and a lane',
    'Mayo, 2 eggs and salad on a plate',
    'Two visitors on a November morning',
    'Two visitors below the maples on Friday',
    'Two visitors le vendredi',
    'Two visitors in 2024',
    'Shop that is closed on Sunday',
    'Dancers at Mardi Gras and in Santo Domingo',
    'Bridge built in 2019',
    'Memorial to victims of the flood in 2021',
    'Flags of the Expo 2020',
    'Calendar for 2025',
    'A boat on route 2021',
    'Two visitors on a Friday evening in late November',
    'Sign that says "Closed in July" beside a gate',
    'Shop that closes on Sundays and in the May holidays',
    'Soldiers in March Square with flags',
    'Two visitors in the January Uprising museum',
    'Temple (built in 2021) behind the maples',
    'Winner of 2019 (left) and her trainer',
    'Two visitors 20241122',
    'Two visitors, 22/11/24',
    'Locker 20991399 in a row of lockers',
  ])('says nothing else than the photo: %s', (title) => {
    expect(otherDatesIn(title, kyoto.takenOn)).toEqual([]);
  });
});
