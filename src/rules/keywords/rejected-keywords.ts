/** What is never a keyword, whatever the picture shows. One predicate per rule; answers and checks use the same. */
import type { Camera } from '../../photo.ts';
import { isNoKeyword } from '../answers/non-answers.ts';
import { isCameraSetting } from '../texts/camera-settings.ts';
import { hasContact } from '../texts/contact.ts';
import { isGuess } from '../texts/guesses.ts';
import { remembered } from '../texts/remembered.ts';
import { isSalesTalk } from '../texts/sales-talk.ts';
import { isDateKeyword } from './date-keywords.ts';
import { mentions, termKey } from './terms.ts';

/** `2019`, `42`, `100%`, `3-4`: found by nobody, refused by several agencies. `1920s`, `4x4` and `24/7` are words. */
function isNumber(text: string): boolean {
  return !/\p{L}/u.test(text) && /\p{Nd}/u.test(text) && !/^(?:24\/7|9\/11|50\/50)$/.test(text);
}

/** One letter of an alphabet. One sign of a writing of words (`寺`) is a word. */
function isSingleLetter(text: string): boolean {
  return /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}]\p{M}*\.?$/u.test(
    text.trim(),
  );
}

/** Company words that makers put into EXIF Make beside their name. */
const companyWords =
  /\b(?:corporation|corp|company|co|ltd|inc|gmbh|ag|imaging|electronics|camera|optical|technology|digital|eastman)\b\.?/giu;

/** Makers whose names are words for other things, too; only their models are recognised. */
const ambiguousMakers = new Set(['apple', 'essential', 'honor', 'nothing', 'olympus', 'sharp']);

const termsOf = new Map<string, readonly string[]>();

/** Maker and model of this photo's camera as people would write them. `NIKON CORPORATION`, `NIKON D750`: Nikon, NIKON D750, D750. */
function cameraTerms(camera: Camera | undefined): readonly string[] {
  if (camera === undefined) return [];
  const key = `${camera.make}\n${camera.model}`;
  const seen = termsOf.get(key);
  if (seen !== undefined) return seen;
  const terms = newCameraTerms(camera);
  termsOf.set(key, terms);
  return terms;
}

function newCameraTerms(camera: Camera): readonly string[] {
  const make = camera.make
    .replace(companyWords, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const model = camera.model.trim();
  const ofModel = model.toLowerCase().startsWith(make.toLowerCase())
    ? model.slice(make.length)
    : model;
  const designations = ofModel
    .split(/[\s,()]+/u)
    .filter((word) => /\d/.test(word) && /\p{L}/u.test(word));
  const maker = ambiguousMakers.has(make.toLowerCase()) ? '' : make;
  const terms = [maker, model, ofModel.trim(), ...designations];
  return [...new Set(terms.filter((term) => termKey(term).length >= 2 && !isNumber(term)))];
}

/** The first of this camera's terms in a text, if there is one. */
export function cameraTermIn(text: string, camera: Camera | undefined): string | undefined {
  return cameraTerms(camera).find((term) => mentions(text, term));
}

export type RejectionRule =
  | 'placeholder'
  | 'web-address'
  | 'date'
  | 'number'
  | 'single-letter'
  | 'camera'
  | 'guess'
  | 'sales-talk';

type RejectionFacts = { readonly camera?: Camera | undefined; readonly path?: string | undefined };

/** The rule that rejects a keyword; undefined if none does. */
export function rejectionRule(
  keyword: string,
  { camera, path }: RejectionFacts,
): RejectionRule | undefined {
  if (isNoKeyword(keyword, path)) return 'placeholder';
  const rule = ruleOfAnyPhoto(keyword);
  const mayBeCamera = rule === undefined || rule === 'sales-talk';
  return mayBeCamera && cameraTermIn(keyword, camera) !== undefined ? 'camera' : rule;
}

/** The rule that rejects a keyword of whatever photo. */
const ruleOfAnyPhoto = remembered((keyword): RejectionRule | undefined => {
  if (hasContact(keyword)) return 'web-address';
  if (isDateKeyword(keyword)) return 'date';
  if (isNumber(keyword)) return 'number';
  if (isSingleLetter(keyword)) return 'single-letter';
  if (isCameraSetting(keyword)) return 'camera';
  if (isGuess(keyword)) return 'guess';
  return isSalesTalk(keyword) ? 'sales-talk' : undefined;
});
