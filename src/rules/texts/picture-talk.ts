/**
 * Words about the picture as a picture: how good it is, how it was made or framed, and what it does to who looks at it
 * (data/picture-talk.json).
 */
import data from '../data/picture-talk.json' with { type: 'json' };
import { capitalised } from './clean.ts';
import { anyOf, wholeWords } from './patterns.ts';
import { withoutQuotations } from './quotations.ts';

const { parts } = data;
const mentions = new RegExp(
  `${wholeWords(data.mentions, parts)}|[.;!?]\\s${data.sentences}|^(?:an?|the)?\\s*${wholeWords(data.made, parts)}`,
  'i',
);
/** The beginning of a word without which none of the patterns fits. */
const worthALook = new RegExp(`(?<![A-Za-z])(?:${data.anchors.join('|')})`, 'i');
const ofPicture = /(?:photo|image|picture|shot)[a-z]* (?:of|showing) /i;
/** Only behind a sentence: a clause of its own, or what hangs on its end. */
const ending = new RegExp(`,?\\s(?:${anyOf(data.endings, parts, '').source})[.!]?$`, 'i');
const anyView = Object.values(data.views).join('|');
const views = Object.entries(data.views).map(([view, words]) => {
  const picture = '(?:photo(?:graph(?:y)?)?|image|picture|shot|snapshot)s? (?:of|showing) ';
  const pattern = `^(?:an?|the|this)?\\s*(?:(?:${anyView}),? ){0,2}(?:${words}),? ${picture}`;
  return [view, anyOf([pattern], parts, 'i')] as const;
});

/** Whether a text says what only whoever looks at the picture as a picture would say. */
export function speaksOfPicture(text: string): boolean {
  return worthALook.test(text) && mentions.test(withoutQuotations(text));
}

/** `Aerial photo of boats` as `Aerial view of boats`, and the text without what hangs on its end: `..., shot from a low angle`. */
export function withoutPictureTalk(text: string): string {
  if (!worthALook.test(text)) return text;
  const [view, pattern] = ofPicture.test(text)
    ? (views.find(([, one]) => one.test(text)) ?? [])
    : [];
  const named = view === undefined || view === '' ? '' : `${view} of `;
  const begun = pattern === undefined ? text : capitalised(text.replace(pattern, named));
  const left = begun.replace(ending, '');
  return (left.match(/\p{L}+/gu) ?? []).length < 3 ? text : left;
}
