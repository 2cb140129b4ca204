/**
 * The scenes of the sample archive, each with the answer that a good model would give. They are known by their picture,
 * in whatever size it comes, and only by someone who was told where they are; a few answers have faults, for the review to find.
 */
import { gridEdge, type Picture } from 'openai-stand-in';
import type { Answer } from './answer-form.ts';
import { hintPhrase, lowerFirst } from './describe.ts';
import { hintWords } from './keywords.ts';
import type { PromptFacts } from './prompt-facts.ts';
import answers from './sample/answers.json' with { type: 'json' };
import looks from './sample/looks.json' with { type: 'json' };

type Scene = Answer & {
  readonly city: string;
  /** What is wrong with the first answer. */
  readonly slip?: Partial<Answer>;
};

const looksByName: Readonly<Record<string, string>> = looks;
const scenes = Object.entries(answers as Readonly<Record<string, Scene>>).map(
  ([name, { city, slip, ...good }]) => ({
    look: Buffer.from(looksByName[name] ?? '', 'base64'),
    city,
    good,
    first: { ...good, ...slip },
  }),
);

/** Points across and down by which a picture is known. */
const lookEdge = 8;
/** Mean difference of a picture in two sizes, at most, from 0 to 255; between frames of a burst it may be less. */
const sameLook = 2;

/** The answer to the picture of a scene; undefined where it is none, or is said to be elsewhere. */
export function sceneAnswer(picture: Picture, facts: PromptFacts): Answer | undefined {
  const here = scenes.filter(({ city }) => city === facts.city);
  if (here.length === 0) return undefined;
  const look = lookOf(picture.pixels);
  const [nearest] = here
    .map((scene) => ({ scene, difference: differenceOf(scene.look, look) }))
    .sort((one, other) => one.difference - other.difference);
  if (nearest === undefined || nearest.difference > sameLook) return undefined;
  const { good, first } = nearest.scene;
  const { hint, isNeutral } = facts;
  if (hint === undefined) return isNeutral ? good : first;
  return {
    ...good,
    description: `${hintPhrase(hint)}, ${lowerFirst(good.shortTitle)}`,
    keywords: [...new Set([...hintWords(hint), ...good.keywords])],
  };
}

/** The picture in so few points that its size and its compression no longer matter: red, green and blue of each. */
export function lookOf(pixels: Uint8Array): Uint8Array {
  const step = gridEdge / lookEdge;
  const sums = new Float64Array(lookEdge * lookEdge * 3);
  for (let y = 0; y < gridEdge; y += 1)
    for (let x = 0; x < gridEdge * 3; x += 1) {
      const point = Math.floor(y / step) * lookEdge + Math.floor(x / 3 / step);
      const sum = point * 3 + (x % 3);
      sums[sum] = (sums[sum] ?? 0) + (pixels[y * gridEdge * 3 + x] ?? 0) / step ** 2;
    }
  return Uint8Array.from(sums, Math.round);
}

/** Mean difference, from 0 to 255. */
function differenceOf(one: Uint8Array, other: Uint8Array): number {
  return one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0) / one.length;
}
