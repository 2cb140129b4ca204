/**
 * Months and weekdays as other languages of Latin letters write them: models now and then answer in the language of a place.
 * Each line has the names of one, in all languages.
 */
import { fold } from '../texts/fold.ts';

/**
 * German, French, Spanish, Italian, Portuguese, Dutch, Danish and Norwegian, Swedish, Finnish, Polish, Czech, Hungarian,
 * Romanian and Turkish, in the forms that stand behind a day and alone; those that English writes alike are left out.
 */
const months: readonly string[] = [
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

/** From Sunday on. German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish and Norwegian. */
const weekdays: readonly string[] = [
  'sonntag dimanche domingo domenica zondag söndag søndag',
  'montag lundi lunes lunedì segunda-feira maandag måndag mandag',
  'dienstag mardi martes martedì terça-feira dinsdag tisdag tirsdag',
  'mittwoch mercredi miércoles mercoledì quarta-feira woensdag onsdag',
  'donnerstag jeudi jueves giovedì quinta-feira donderdag torsdag',
  'freitag vendredi viernes venerdì sexta-feira vrijdag fredag',
  'samstag sonnabend samedi sábado sabato zaterdag lördag lørdag',
];

/** Folded names with the number of their line. */
const linesOf = (names: readonly string[]): ReadonlyMap<string, number> =>
  new Map(names.flatMap((line, at) => line.split(' ').map((name) => [fold(name), at] as const)));
const monthLines = linesOf(months);
const weekdayLines = linesOf(weekdays);

/** The number of a month in one of these languages, from 1; undefined for other words. */
export function otherMonth(word: string): number | undefined {
  const line = monthLines.get(fold(word));
  return line === undefined ? undefined : line + 1;
}

/** The number of a weekday in one of these languages, from 0 (Sunday); undefined for other words. */
export function otherWeekday(word: string): number | undefined {
  return weekdayLines.get(fold(word));
}

/** As they are written, and without their marks, which many leave out; the longest first. */
function spellings(names: readonly string[], isLeftOut = (_: string) => false): readonly string[] {
  const chosen = names.flatMap((line) => line.split(' ')).filter((name) => !isLeftOut(name));
  const written = new Set(chosen.flatMap((name) => [name, fold(name)]));
  return [...written].sort((a, b) => b.length - a.length);
}

/** Also a planet, a shop and a name: a year behind them makes no date (`Mars 2020`). */
const ambiguous = new Set(['mars', 'mart', 'maja']);
/** Also the end of a name, as in `Chiang Mai 2019`. */
const short = new Set(['mai', 'maj', 'mei']);

/** Any of the months, as a part of a pattern. */
export const otherMonthPattern = `(?:${spellings(months).join('|')})\\.?`;

/** Those that a year alone makes a date. */
export const otherMonthOfYearPattern = `(?:(?<!\\p{L}\\s)(?:${[...short].join('|')})|${spellings(
  months,
  (name) => ambiguous.has(name) || short.has(name),
).join('|')})\\.?`;

/** As German writes them, too. */
const weekdaySpellings = spellings(weekdays)
  .map((name) => name.replace(/^[a-z]/u, (first) => `[${first.toUpperCase()}${first}]`))
  .join('|');

/**
 * A weekday behind what says that it is a day, as a part of a pattern: `am Sonntag`. Alone it may be a name, as in `Santo
 * Domingo` or `Mardi Gras`.
 */
export const otherWeekdayPattern = `(?:[Aa]m|[Ll]e|[Cc]e|[Ee]l|[Ee]ste|[Ii]l|[Ll]a|[Oo]p|[Oo]n|[Nn]a|[Nn]o|[Pp]å) (?:${weekdaySpellings})(?! gras)`;
