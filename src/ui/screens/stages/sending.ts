/** What prepare and submit both show: the very request, where it goes, what stays here, what it costs. Pure. */
import type { SendFacts } from '../../model/stage-facts.ts';
import { emptyLine, type Line, line } from '../../text/line.ts';
import type { Theme } from '../../theme.ts';
import { bytes, count, dollarColumn, dollars } from '../../widgets/amounts.ts';
import { factLines, paragraph, tableLines } from './table-lines.ts';

/** The words of a request as they are sent, for reading. */
export function requestLines({ sample, notSent }: SendFacts, width: number): Line[] {
  if (sample === undefined) return [line(['There is no photo to show a request for.', 'quiet'])];
  return [
    line(['Instructions, the same for every photo', 'strong']),
    ...sample.instructions.split('\n').flatMap((text) => paragraph(text, width)),
    emptyLine,
    line([`About ${sample.name}`, 'strong']),
    ...sample.words.split('\n').flatMap((text) => paragraph(text, width)),
    emptyLine,
    line(['The picture', 'strong']),
    ...paragraph(pictureText(sample), width),
    emptyLine,
    line(['What stays here', 'strong']),
    ...notSent.map((what) => line(what)),
  ];
}

function pictureText(sample: NonNullable<SendFacts['sample']>): string {
  const { width, height } = sample.pixels;
  const place =
    sample.pictureAddress === undefined
      ? 'inside the request'
      : `from ${sample.pictureAddress}, where you put it`;
  return `${width} x ${height} pixels, a JPEG without EXIF or GPS, ${place}`;
}

/** The same in short, beside the picture. */
export function sendLines(facts: SendFacts, width: number): Line[] {
  const { sample, notSent } = facts;
  if (sample === undefined) return [];
  return [
    ...factLines('To', facts.destination, width),
    ...factLines(
      'Model',
      `${facts.model}, ${facts.way === 'batch' ? 'in half-price batches' : 'live'}`,
      width,
    ),
    ...factLines('Picture', pictureText(sample), width),
    ...factLines('Words', firstWords(sample.words), width),
    ...factLines('Stays here', notSent.join(', '), width),
  ];
}

function firstWords(words: string): string {
  return words
    .split('\n')
    .filter((text) => text.trim() !== '')
    .join('; ');
}

/** The price, and what other ways would cost. */
export function costLines(facts: SendFacts, width: number, theme: Theme): Line[] {
  const { glyphs } = theme;
  if (facts.photos === 0) return [];
  const prices = dollarColumn(facts.alternatives.map(({ dollars: price }) => price));
  return [
    ...factLines('Photos', count(facts.photos), width),
    ...priceLines(facts, width),
    ...factLines(
      'Budget',
      facts.budget === 0 ? 'none set' : `${dollars(facts.budget)} a run`,
      width,
    ),
    ...factLines('Tokens', `${count(facts.tokensIn)} in, ${count(facts.tokensOut)} out`, width),
    ...factLines('Upload', bytes(facts.uploadBytes), width),
    ...facts.warnings.flatMap((warning) => factLines(glyphs.problem, warning, width, 'warn')),
    ...(facts.alternatives.length === 0
      ? []
      : [emptyLine, line(['The same photos otherwise', 'quiet'])]),
    ...tableLines(
      [{ title: '' }, { title: '', side: 'right' }],
      facts.alternatives.map(({ what }, index) => [what, prices[index] ?? '']),
    ),
  ];
}

function priceLines(facts: SendFacts, width: number): Line[] {
  if (facts.dollars === undefined)
    return factLines('Cost', 'the price of this model is not known', width, 'strong');
  const share = `${Math.round(facts.pictureShare * 100)}% of it for the picture`;
  return [
    ...factLines('Cost', `about ${dollars(facts.dollars)}`, width, 'strong'),
    ...factLines('A photo', `${dollars(facts.dollars / facts.photos)}, ${share}`, width),
  ];
}
