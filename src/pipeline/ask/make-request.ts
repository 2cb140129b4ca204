/** The request for a photo: what of it is told to the model, how many tokens that is, and its row in the catalog. */
import { notesFor } from '../../catalog/folder-notes.ts';
import { meanAnswerTokens } from '../../catalog/ledger.ts';
import { insertRequest, type StoredRequest } from '../../catalog/requests.ts';
import { placedSidecar } from '../../catalog/sidecars.ts';
import { stored } from '../../catalog/stored.ts';
import { imageTokens } from '../../openai/image-tokens.ts';
import { assumedImageRule, findModel } from '../../openai/models.ts';
import { type Facts, instructionsWith, promptLines } from '../../openai/prompt.ts';
import {
  effortFor,
  expectedAnswerTokens,
  framedBody,
  lineFrame,
  type RequestProfile,
} from '../../openai/request.ts';
import { answerSchema } from '../../openai/schema.ts';
import { type CountTokens, loadTokenizer, tokensPerMessage } from '../../openai/text-tokens.ts';
import type { Issue, Photo, Size } from '../../photo.ts';
import type { Preview } from '../../preview/store.ts';
import type { Asked } from '../../rules/answers/further.ts';
import type { Archive } from '../archive/archive.ts';
import { knownPeople } from '../archive/known-people.ts';
import { sentNotes } from '../archive/sent-notes.ts';
import { type Asking, askedOf } from './asked.ts';
import { bytesInLine } from './delivery.ts';
import { type ExampleTitles, exampleTitles } from './example-titles.ts';
import {
  assertEffort,
  type RequestTokens,
  requestProfileOf,
  settingsFingerprint,
} from './request-profile.ts';

/** The facts of a photo as they go into its request. */
export function factsOf(
  archive: Asking,
  photo: Photo,
  hint?: string,
  examples: ExampleTitles = exampleTitles(archive),
  asked: Asked | undefined = askedOf(archive),
): Facts {
  const { catalog, settings } = archive;
  const { place, takenOn, usage, usageGiven, existing } = photo;
  const ofFolder = notesFor(catalog, photo.path);
  const { notes, keywords } = ofFolder;
  const people = knownPeople(ofFolder, photo, placedSidecar(catalog, photo.id));
  return {
    place,
    takenOn,
    usage,
    usageGiven,
    existing,
    notes: sentNotes(settings, { notes }),
    ...(keywords.length > 0 ? { required: keywords } : {}),
    // A commercial photo names nobody.
    ...(people.length > 0 && usage === 'editorial' ? { people } : {}),
    keywordsWanted: settings['keywords.count'],
    ...(settings['prompt.examples'] > 0 ? { examples: examples(photo) } : {}),
    ...(asked === undefined ? {} : { asked }),
    hint,
  };
}

/** The facts that a request was made with. @throws StopError `catalog-damaged` */
export function factsIn(request: Pick<StoredRequest, 'facts' | 'photoId'>): Facts {
  return stored('request.facts', request.facts, request);
}

/** Loads the tokenizer. The count includes the schema, which the service puts into the prompt; what is the same for all requests is counted once. */
async function textCounter(prompt: string | undefined): Promise<(facts: Facts) => number> {
  const count = await loadTokenizer();
  const fixed = new Map<string, number>();
  return (facts) => {
    const key = JSON.stringify([facts.keywordsWanted, facts.asked]);
    const same = fixed.get(key) ?? fixedTokens(count, prompt, facts);
    fixed.set(key, same);
    return same + count(promptLines(facts));
  };
}

function fixedTokens(
  count: CountTokens,
  prompt: string | undefined,
  { asked, keywordsWanted }: Facts,
): number {
  const schema = JSON.stringify(answerSchema(keywordsWanted, asked));
  return count(instructionsWith(prompt, asked)) + count(schema) + 2 * tokensPerMessage;
}

/** What reasoning adds to an answer on average, in tokens; rough, and replaced by what answers really took. */
const thinkingTokens = {
  none: 0,
  minimal: 100,
  low: 400,
  medium: 1500,
  high: 5000,
  xhigh: 10_000,
  max: 20_000,
} as const;

/** Tokens of a request besides its text, by the size of the preview in pixels: answers as earlier ones of the model were, once there are enough. */
export function otherTokens(
  archive: Archive,
): (preview: Size) => Omit<RequestTokens, 'textTokens'> {
  const { catalog, settings } = archive;
  const profile = requestProfileOf(archive);
  const rule = findModel(profile.model)?.image ?? assumedImageRule;
  const asked = askedOf(archive);
  const expected =
    expectedAnswerTokens(settings['keywords.count'], asked) +
    thinkingTokens[effortFor(profile) ?? 'none'];
  const answerTokens = Math.round(meanAnswerTokens(catalog, profile.model, asked) ?? expected);
  return (preview) => ({ imageTokens: imageTokens(preview, profile.detail, rule), answerTokens });
}

/** Adds the request of a photo to the catalog; gives its id, or the issue that keeps it from being asked. */
export type MakeRequest = (
  photo: Photo,
  preview: Pick<Preview, 'size' | 'bytes'>,
  wish: { readonly hint: string | undefined; readonly redo: 0 | 1 },
) => { readonly id: number } | { readonly issue: Issue };

/** @param photos how many it is wanted for; for none, the tokenizer is not loaded, which takes longer than the rest */
export async function requestMaker(archive: Archive, photos = 1): Promise<MakeRequest> {
  const { catalog, settings } = archive;
  const profile = assertEffort(requestProfileOf(archive));
  const fingerprint = settingsFingerprint(archive);
  const countText = photos === 0 ? () => 0 : await textCounter(profile.prompt);
  const tokensBeside = otherTokens(archive);
  const examples = exampleTitles(archive);
  const asked = askedOf(archive);
  const roomInFile = settings['batch.maxMegabytes'] * 1e6;
  return (photo, { size, bytes }, { hint, redo }) => {
    const facts = factsOf(archive, photo, hint, examples, asked);
    const lineBytes = validated(profile, facts) + bytesInLine(settings, bytes.length);
    if (lineBytes > roomInFile) return { issue: tooLarge('prepare', lineBytes) };
    const request = {
      photoId: photo.id,
      settingsFingerprint: fingerprint,
      model: profile.model,
      facts: JSON.stringify(facts),
      width: size.width,
      height: size.height,
      previewBytes: bytes.length,
      textTokens: countText(facts),
      ...tokensBeside(size),
      redo,
    };
    const content = JSON.stringify([photo.path, photo.bytes, photo.mtime, fingerprint, facts]);
    return { id: insertRequest(catalog, request, content) };
  };
}

/** The bytes of a request's line without its picture, after proving that it is one line of JSON. */
function validated(profile: RequestProfile, facts: Facts): number {
  const { head, tail } = lineFrame('0'.repeat(20), framedBody(profile, facts));
  const line = head + tail;
  JSON.parse(line);
  return Buffer.byteLength(line) + 1;
}

/** The issue of a photo whose request takes `bytes` bytes, too many for a batch file. */
export function tooLarge<Stage extends 'prepare' | 'submit'>(stage: Stage, bytes: number) {
  return {
    stage,
    code: 'too-large',
    message: `Its request takes ${bytes} bytes, more than fits in a batch file; lower preview.edge or preview.quality.`,
  };
}
