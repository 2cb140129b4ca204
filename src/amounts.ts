/** Numbers, money, sizes, durations, dates and lists as people read them. */

/** `1,234`. Without Intl, whose first format takes a tenth of the time that most commands take in all. */
export function count(value: number): string {
  const [whole = '', part] = String(Math.abs(value)).split('.');
  const groups: string[] = [];
  for (let end = whole.length; end > 0; end -= 3)
    groups.unshift(whole.slice(Math.max(0, end - 3), end));
  return `${value < 0 ? '-' : ''}${groups.join(',')}${part === undefined ? '' : `.${part}`}`;
}

/** `1 photo`, `2,000 photos`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

let together: Intl.ListFormat | undefined;

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  if (items.length <= 1) return items[0] ?? '';
  together ??= new Intl.ListFormat('en-GB');
  return together.format(items);
}

/** `"haze"`, `"haze" and "texture"`; of many `"haze", "texture" and 4 more`. */
export function quoted(words: readonly string[]): string {
  const all = words.map((word) => `"${word}"`);
  return listed(all.length > 3 ? [...all.slice(0, 2), `${count(all.length - 2)} more`] : all);
}

/** Dollars with as many digits as matter: `$0.0004`, `$0.06`, `$12.50`. */
export function dollarText(value: number): string {
  if (value === 0) return '$0';
  if (value < 0.000001) return 'under $0.000001';
  if (value < 0.01) return `$${value.toPrecision(2).replace(/(?<!0)0+$/, '')}`;
  return `$${value.toFixed(2)}`;
}

/** Dollars of a column, all with as many digits behind the point as the smallest of them needs. */
export function dollarColumn(values: readonly number[]): string[] {
  const needed = values.map((value) => (dollarText(value).split('.')[1] ?? '').length);
  return values.map((value) => `$${value.toFixed(Math.min(Math.max(2, ...needed), 6))}`);
}

/** `640 B`, `78 kB`, `1.2 MB`, `3.4 GB`. */
export function byteText(value: number): string {
  if (value < 1000) return `${value} B`;
  if (value < 1e6) return `${Math.round(value / 1000)} kB`;
  if (value < 1e9) return `${(value / 1e6).toFixed(1)} MB`;
  return `${(value / 1e9).toFixed(1)} GB`;
}

/** `45 s`, `3 min`, `2 h 10 min`: never more exact than it can be. */
export function durationText(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

/** `14 April 2019` out of `2019-04-14`. @param letters of the month, where it is not to be whole */
export function dayText(day: string, letters?: number): string {
  const [year, month, date] = day.split('-').map(Number);
  const name = monthNames[(month ?? 0) - 1];
  return name === undefined ? day : `${date} ${name.slice(0, letters)} ${year}`;
}

/** `14 May 2019, 18:05`, by the clock of the place. */
export function momentText(moment: Date): string {
  const time = moment.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return `${moment.getDate()} ${(monthNames[moment.getMonth()] ?? '').slice(0, 3)} ${moment.getFullYear()}, ${time}`;
}

export const monthNames = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];
