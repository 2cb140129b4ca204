/** Months as other languages of Latin letters write them within dates: models now and then answer in the language of a place. */
import { fold } from '../texts/fold.ts';

/**
 * By number. German, French, Spanish, Italian, Portuguese, Dutch, Danish and Norwegian, Swedish, Finnish, Polish, Czech,
 * Hungarian, Romanian and Turkish, in the forms that stand behind a day and alone; those that English writes alike are left out.
 */
const names: readonly string[] = [
  'januar januari januaro januára janvier janv enero gennaio janeiro ianuarie ianuar január ocak jänner stycznia styczeń leden ledna tammikuu tammikuuta',
  'februar februari février févr fevrier febrero febbraio fevereiro februarie február şubat feber lutego luty únor února helmikuu helmikuuta',
  'märz maerz maart marts mars marzo março martie március mart marca marzec březen března maaliskuu maaliskuuta',
  'avril abril aprile april aprilie április nisan kwietnia kwiecień duben dubna huhtikuu huhtikuuta',
  'mai maj mei mayo maggio maio május mayıs maja květen května toukokuu toukokuuta',
  'juni juin junio giugno junho iunie június haziran czerwca czerwiec červen června kesäkuu kesäkuuta',
  'juli juillet juil julio luglio julho iulie július temmuz lipca lipiec červenec července heinäkuu heinäkuuta',
  'août agosto augusti augustus augusztus ağustos sierpnia sierpień srpen srpna elokuu elokuuta',
  'septembre septiembre settembre setembro septembrie szeptember september eylül września wrzesień září syyskuu syyskuuta',
  'oktober octobre octubre ottobre outubro octombrie október ekim października październik říjen října lokakuu lokakuuta',
  'novembre noviembre novembro noiembrie november kasım listopada listopad listopadu marraskuu marraskuuta',
  'dezember décembre diciembre dicembre dezembro decembrie december aralık grudnia grudzień prosinec prosince joulukuu joulukuuta desember',
];

/** Folded names with the number of their month. */
const numbers: ReadonlyMap<string, number> = new Map(
  names.flatMap((list, at) => list.split(' ').map((name) => [fold(name), at + 1] as const)),
);

/** The number of a month in one of these languages, from 1; undefined for other words. */
export function otherMonth(word: string): number | undefined {
  return numbers.get(fold(word));
}

/** As they are written, and without their marks, which many leave out. */
const spellings = (chosen: (name: string) => boolean) =>
  [
    ...new Set(
      names
        .flatMap((list) => list.split(' '))
        .filter(chosen)
        .flatMap((name) => [name, fold(name)]),
    ),
  ]
    .sort((a, b) => b.length - a.length)
    .join('|');

/** Also a planet, a shop and a name: a year behind them makes no date (`Mars 2020`). */
const ambiguous = new Set(['mars', 'mart', 'maja']);
/** Also the end of a name, as in `Chiang Mai 2019`. */
const short = new Set(['mai', 'maj', 'mei']);

/** Any of the months, as a part of a pattern. */
export const otherMonthPattern = `(?:${spellings(() => true)})\\.?`;

/** Those that a year alone makes a date. */
export const otherMonthOfYearPattern = `(?:(?<!\\p{L}\\s)(?:${[...short].join('|')})|${spellings(
  (name) => !ambiguous.has(name) && !short.has(name),
)})\\.?`;
