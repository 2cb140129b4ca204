/** What is sent, and what it costs, as lines. Pure. */

import { byteText, count, counted, dollarColumn, dollarText } from '../../../amounts.ts';
import type { SampleRequest, SendFacts } from '../../model/stage-facts.ts';
import { emptyLine, type Line, line } from '../../text/line.ts';
import type { Theme } from '../../theme.ts';
import { factLines, listLines, paragraph } from './table-lines.ts';

/** The words of the requests as they are sent, for reading. */
export function requestLines(facts: SendFacts, width: number): Line[] {
  const { samples, instructions, notSent, again } = facts;
  const [first] = samples;
  if (first === undefined) return [line(['There is no photo to show a request for.', 'quiet'])];
  const shownAgain = samples.filter((sample) => sample.again).length;
  return [
    ...samples.flatMap((sample) => [
      line(
        [`About ${nameIn(sample.path)}`, 'strong'],
        [sample.again ? '   asked again' : '', 'quiet'],
      ),
      ...textLines(sample.words, width),
      ...paragraph(`The picture: ${pictureText(sample, facts)}`, width),
      emptyLine,
    ]),
    ...(again.photos > shownAgain
      ? [line([`${count(again.photos - shownAgain)} more are asked again.`, 'quiet']), emptyLine]
      : []),
    line(['Instructions, the same for every photo', 'strong']),
    ...textLines(instructions, width),
    emptyLine,
    line(['What stays here', 'strong']),
    ...notSent.map((what) => line(what)),
  ];
}

function textLines(text: string, width: number): Line[] {
  return text.split('\n').flatMap((row) => paragraph(row, width));
}

const nameIn = (path: string) => path.slice(path.lastIndexOf('/') + 1);

function pictureText({ pixels }: SampleRequest, { pictureAddress }: SendFacts): string {
  const place =
    pictureAddress === undefined
      ? 'inside the request'
      : `from ${pictureAddress}, where you put it`;
  return `${pixels.width} x ${pixels.height} pixels, a JPEG without EXIF or GPS, ${place}`;
}

/** What goes out, where to, and what does not; `i` shows all of it. */
export function sentLines(facts: SendFacts, width: number): Line[] {
  const [sample] = facts.samples;
  if (sample === undefined) return [];
  return [
    ...factLines('Goes to', `${facts.model} at ${facts.destination}`, width),
    ...factLines('Words', firstWords(sample.words), width),
    ...factLines('Picture', pictureText(sample, facts), width),
    ...factLines('Stays here', facts.notSent.join(', '), width),
  ];
}

function firstWords(words: string): string {
  return words
    .split('\n')
    .filter((text) => text.trim() !== '')
    .join('; ');
}

/** How many are sent, what that costs, what it would cost otherwise, and how it is cut up. */
export function costLines(facts: SendFacts, width: number, theme: Theme): Line[] {
  if (facts.photos === 0) return [];
  return [
    ...photosLines(facts, width),
    ...priceLines(facts, width),
    ...otherwiseLines(facts, width),
    ...(facts.budget === 0
      ? []
      : factLines('Budget', `stops at ${dollarText(facts.budget)}`, width)),
    ...batchLines(facts, width),
    ...factLines(
      'Size',
      `${byteText(facts.uploadBytes)} to upload; ${count(facts.tokensIn)} tokens in, about ${count(facts.tokensOut)} out`,
      width,
    ),
    ...facts.warnings.flatMap((warning) => factLines(theme.glyphs.problem, warning, width, 'warn')),
  ];
}

/** `3 asked again, with your hint: "it is a river"`, alone or beside those that are asked for the first time. */
function photosLines({ photos, again, toPrepare, released }: SendFacts, width: number): Line[] {
  const others = photos - again.photos;
  return [
    ...(others === 0 ? [] : factLines('Photos', count(others), width)),
    ...(again.photos === 0 ? [] : factLines(others === 0 ? 'Photos' : '', againText(again), width)),
    ...(released === 0 || released === photos
      ? []
      : factLines('Agreed to', `${count(released)} of them before; they wait for room`, width)),
    ...(toPrepare === 0
      ? []
      : factLines('Not among them', `${counted(toPrepare, 'photo')} still to be prepared`, width)),
  ];
}

/** Hints that are named; more of them are in the words that `i` shows. */
const hintsShown = 2;

export function againText({ photos, hints }: SendFacts['again']): string {
  const who = `${counted(photos, 'photo')} asked again`;
  if (hints.length === 0) return who;
  const shown = hints.slice(0, hintsShown).map((hint) => `"${hint}"`);
  const more = hints.length - shown.length;
  return `${who}, with your hint${hints.length === 1 ? '' : 's'}: ${shown.join(', ')}${more > 0 ? ` and ${counted(more, 'other')}` : ''}`;
}

function priceLines(facts: SendFacts, width: number): Line[] {
  if (facts.dollars === undefined)
    return factLines('Cost', 'the price of this model is not known', width, 'strong');
  const each = dollarText(facts.dollars / facts.photos);
  const way =
    facts.way === 'batch'
      ? 'half price, in batches, answered within a day'
      : 'full price, live, at once';
  const share = `${Math.round(facts.pictureShare * 100)}% of it for the picture`;
  return [
    ...factLines('Cost', `about ${dollarText(facts.dollars)}`, width, 'strong'),
    ...factLines('', `${way}; ${each} a photo, ${share}`, width, 'quiet'),
  ];
}

/** What each kind of thing that could be otherwise would cost. */
function otherwiseLines({ alternatives, way }: SendFacts, width: number): Line[] {
  const prices = dollarColumn(alternatives.map(({ dollars: price }) => price));
  const rows = [
    [way === 'batch' ? 'At full price' : 'At half price', ['way']],
    ['Other pictures', ['size', 'detail']],
    ['Other models', ['model']],
  ] as const;
  return rows.flatMap(([label, kinds]) => {
    const of = alternatives.flatMap(({ kind, what }, index) =>
      kinds.some((one) => one === kind) ? [`${what} ${prices[index] ?? ''}`] : [],
    );
    return listLines(label, of, width);
  });
}

function batchLines({ split }: SendFacts, width: number): Line[] {
  if (split === undefined) return [];
  const { batches, photosEach, atOnce, probe } = split;
  const first = probe ? 'one photo live as a test, then ' : '';
  const waves =
    batches > atOnce
      ? `; the service takes ${count(atOnce)} at a time, Collect sends the rest as they end`
      : '';
  const cut =
    batches === 0
      ? 'no batch'
      : batches === 1
        ? `1 batch of ${counted(photosEach, 'photo')}`
        : `about ${count(batches)} batches of ${counted(photosEach, 'photo')}`;
  return factLines('Sent as', `${first}${cut}${waves}`, width);
}
