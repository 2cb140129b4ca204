/** Weekdays as other languages of Latin letters write them within sentences. */
import { fold } from '../texts/fold.ts';

/** From Sunday on. German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish and Norwegian. */
const names: readonly string[] = [
  'sonntag dimanche domingo domenica zondag söndag søndag',
  'montag lundi lunes lunedì segunda-feira maandag måndag mandag',
  'dienstag mardi martes martedì terça-feira dinsdag tisdag tirsdag',
  'mittwoch mercredi miércoles mercoledì quarta-feira woensdag onsdag',
  'donnerstag jeudi jueves giovedì quinta-feira donderdag torsdag',
  'freitag vendredi viernes venerdì sexta-feira vrijdag fredag',
  'samstag sonnabend samedi sábado sabato zaterdag lördag lørdag',
];

const numbers: ReadonlyMap<string, number> = new Map(
  names.flatMap((list, at) => list.split(' ').map((name) => [fold(name), at] as const)),
);

/** The number of a weekday in one of these languages, from 0 (Sunday); undefined for other words. */
export function otherWeekday(word: string): number | undefined {
  return numbers.get(fold(word));
}

/**
 * One behind what says that it is a day, as a part of a pattern: `am Sonntag`. Alone it may be a name, as in `Santo
 * Domingo` or `Mardi Gras`.
 */
export const otherWeekdayPattern = `(?:[Aa]m|[Ll]e|[Cc]e|[Ee]l|[Ee]ste|[Ii]l|[Ll]a|[Oo]p|[Oo]n|[Nn]a|[Nn]o|[Pp]å) (?:${spellings()})(?! gras)`;

/** As they are written, without their marks, and as German writes them. */
function spellings(): string {
  const written = names.flatMap((list) => list.split(' ')).flatMap((name) => [name, fold(name)]);
  return [...new Set(written)]
    .map((name) => name.replace(/^[a-z]/u, (first) => `[${first.toUpperCase()}${first}]`))
    .join('|');
}
