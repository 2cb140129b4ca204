/** What one tried answer is: a photo, what is answered for it, and what may then stand in the file. */
import type { Draw } from './draw.ts';

export type Place = { readonly city: string; readonly country: string };

export type Text = {
  readonly description: string;
  readonly shortTitle: string;
  readonly keywords: readonly string[];
};

/** A photo, and an honest text for it. */
export type Scene = Text & {
  readonly place: Place;
  /** `2019-05-14`. */
  readonly takenOn: string;
  readonly usage: 'editorial' | 'commercial';
  readonly fileName: string;
};

/** How a result line carries an answer. `address` names the picture in a task file; the ids are then strangers'. */
type Answer = {
  /** What the model wrote; a text is written as the JSON that was asked for. */
  readonly content: Text | string;
  readonly unsure?: readonly string[];
  /** The whole line in place of the usual one. */
  readonly line?: (customId: string) => string;
  readonly file?: ResultFile;
  readonly address?: (path: string) => string;
};

/** How the file of results is written. */
export type ResultFile = 'usual' | 'bom-crlf' | 'utf-16le' | 'utf-16be' | 'nul-padded' | 'array';

export type Expected = {
  /** Descriptions that may stand in the file; with none, nothing of this answer may. */
  readonly descriptions: readonly string[];
  /** A rule in place of the list: what is wrong with a description, or undefined. */
  readonly faultOf?: (description: string) => string | undefined;
  readonly shortTitles: readonly string[];
  /** Whether a good beginning of the description may be the short title. */
  readonly mayShorten: boolean;
  /** Keywords that the file must have, in this order. */
  readonly keywords: readonly string[];
  /** Keywords that it may have beside them. */
  readonly further: readonly string[];
  /** There is one right reading and nothing to ask a person: holding the photo is a fault as well. */
  readonly mustPass: boolean;
  /** The archive must say of the photo that it got no answer; it must not merely go on waiting. */
  readonly mustSay?: boolean;
};

export type Made = {
  readonly answer: Answer;
  readonly expected: Expected;
  /** The photo, where the class needs another than it was given. */
  readonly scene?: Scene;
  /** What was planted, for reports. */
  readonly planted: string;
};

export type AnswerClass = {
  readonly name: string;
  /** What is tried: `clean`, or the number of the fault's kind. */
  readonly kind: string;
  /** Why nobody could tell, where wrong texts are counted and forgiven. */
  readonly undecidable?: string;
  readonly make: (draw: Draw, scene: Scene) => Made;
};

/** What may stand in the file of a clean text: exactly that text. */
export function asIs(text: Text): Expected {
  return {
    descriptions: [text.description],
    shortTitles: [text.shortTitle],
    mayShorten: text.shortTitle === '',
    keywords: text.keywords,
    further: [],
    mustPass: true,
  };
}

/** Nothing of the answer may reach a file unseen. */
export const nothing: Expected = {
  descriptions: [],
  shortTitles: [],
  mayShorten: false,
  keywords: [],
  further: [],
  mustPass: false,
};

type Options = {
  /** The photo may not be held. */
  readonly must?: boolean;
};

/** The description is `wrong`; only `right` ones may stand in the file. */
export function wrongTitle(
  scene: Scene,
  wrong: string,
  right: readonly string[],
  { must = false }: Options = {},
): Made {
  return {
    answer: { content: { ...scene, description: wrong } },
    expected: { ...asIs(scene), descriptions: right, mustPass: must },
    planted: wrong,
  };
}

/** The short title is `wrong`; in the file stands a `right` one or the beginning of the description. */
export function wrongShortTitle(
  scene: Scene,
  wrong: string,
  right: readonly string[] = [],
  { must = false }: Options = {},
): Made {
  return {
    answer: { content: { ...scene, shortTitle: wrong } },
    expected: { ...asIs(scene), shortTitles: right, mayShorten: true, mustPass: must },
    planted: wrong,
  };
}

/** `wrong` keywords stand among the others; in their place the file may have `right` ones, or must with `must`. */
export function wrongKeywords(
  draw: Draw,
  scene: Scene,
  wrong: readonly string[],
  right: readonly string[] = [],
  { must = false }: Options = {},
): Made {
  const at = 5 + draw.below(Math.max(1, scene.keywords.length - 5));
  const with_ = (words: readonly string[]) => [
    ...scene.keywords.slice(0, at),
    ...words,
    ...scene.keywords.slice(at),
  ];
  const expected = asIs(scene);
  return {
    answer: { content: { ...scene, keywords: with_(wrong) } },
    expected: {
      ...expected,
      keywords: must ? with_(right) : scene.keywords,
      further: right,
      mustPass: must,
    },
    planted: wrong.join(' ; '),
  };
}

/**
 * One of the three fields is spoilt so that its text stays the one right reading.
 * @param spoil undefined where it cannot spoil this text
 */
export function spoilt(
  draw: Draw,
  scene: Scene,
  spoil: (text: string) => string,
  options: Options = {},
): Made {
  const which = draw.below(3);
  if (which === 0) return wrongTitle(scene, spoil(scene.description), [scene.description], options);
  if (which === 1)
    return wrongShortTitle(scene, spoil(scene.shortTitle), [scene.shortTitle], options);
  const at = 5 + draw.below(scene.keywords.length - 5);
  const word = scene.keywords[at] ?? '';
  const others = scene.keywords.filter((_, index) => index !== at);
  const spoiltWord = spoil(word);
  return {
    answer: {
      content: {
        ...scene,
        keywords: scene.keywords.map((one) => (one === word ? spoiltWord : one)),
      },
    },
    expected: {
      ...asIs(scene),
      keywords: options.must === true ? scene.keywords : others,
      // A sign between two words may also have made them two keywords.
      further: [word, ...word.split(' ')],
      mustPass: options.must === true,
    },
    planted: spoiltWord,
  };
}
