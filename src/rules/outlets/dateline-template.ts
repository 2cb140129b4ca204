/** Place and date in the form of an outlet. */
import { monthNames } from '../../amounts.ts';
import type { CalendarDay } from '../../photo.ts';
import { dateline, dayInWords, monthInWords } from '../datelines/dateline.ts';
import { oneLine } from '../texts/clean.ts';
import type { MasterText } from './master-text.ts';
import type { Outlet } from './schema.ts';

/** The dateline in front of an editorial text, without a space at its end; '' where there is none. */
export function datelineFor({ text }: Outlet, master: MasterText): string {
  const template = text.dateline.value;
  if (template === null || master.usage === 'commercial') return '';
  const { city = '', country = '' } = master.place ?? {};
  const day = dayWords(master.takenOn, master.language);
  // With a part missing, what is known is said as our own dateline says it.
  if (day === undefined || city === '' || country === '') return dateline(master).trimEnd();
  return oneLine(filled(template, { City: oneLine(city), Country: oneLine(country), ...day }));
}

/** A day in the words of a template, `{MM}/{DD}/{YEAR}`; '' without one. */
export function dayBy(template: string, day: CalendarDay | undefined): string {
  const words = dayWords(day);
  return words === undefined ? '' : filled(template, words);
}

function dayWords(
  day: CalendarDay | undefined,
  language?: string,
): Readonly<Record<string, string>> | undefined {
  if (day === undefined || dayInWords(day) === '') return undefined;
  const [year = '', month = '', date = ''] = day.split('-');
  const name = monthNames[Number(month) - 1] ?? '';
  return {
    ...{ YEAR: year, MM: month, DD: date, D: String(Number(date)) },
    ...(language === undefined
      ? { Month: name, Mon: name.slice(0, 3) }
      : {
          Month: monthInWords(day, language, 'long'),
          Mon: monthInWords(day, language, 'short'),
        }),
  };
}

function filled(template: string, words: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/gu, (_, name: string) => {
    const found = words[name];
    if (found !== undefined) return found;
    const small = Object.keys(words).find((word) => word.toUpperCase() === name);
    return (words[small ?? ''] ?? '').toUpperCase();
  });
}
