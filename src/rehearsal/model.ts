/** The model of a rehearsal: writes the answer to one request. */
import type { ModelRequest, Picture } from 'openai-stand-in';
import { type Answer, inForm, inPlainText } from './answer-form.ts';
import { cutAtWord, describe, shortTitle } from './describe.ts';
import { keywordsFor } from './keywords.ts';
import { type Look, look } from './look.ts';
import { type Picker, pickBy } from './pick.ts';
import { type PromptFacts, promptFacts } from './prompt-facts.ts';
import { sceneAnswer } from './scenes.ts';
import { inWordsOf } from './words-of-model.ts';

/** Answers in the form that the request asks for. The same request always gets the same answer. */
export function answer({ model, text, picture, json, schema }: ModelRequest): string {
  const facts = promptFacts(text);
  const usual = picture === undefined ? write(noKey, noLook, facts) : writeAbout(picture, facts);
  const written = inWordsOf(model, usual);
  return json
    ? JSON.stringify(inForm(written, schema, facts.keywordsWanted))
    : inPlainText(written, facts.keywordsWanted);
}

/** The stand-in hands out the same object for the same picture. */
const looks = new WeakMap<Picture, Look>();

function writeAbout(picture: Picture, facts: PromptFacts): Answer {
  const known = sceneAnswer(picture, facts);
  if (known !== undefined) return known;
  const seen = looks.get(picture) ?? look(picture);
  looks.set(picture, seen);
  return write(picture.key, seen, facts);
}

/** A request without a picture is answered from its text alone. */
const noKey = '0'.repeat(40);
const noLook: Look = {
  shape: 'square',
  colours: [],
  light: 'day',
  warm: false,
  vivid: false,
  lamps: false,
  ground: 'gray',
  side: 'center',
};

const shortTitleCharacters = 60;
/** With the usual dateline in front, a title of at most 200 characters. */
const longestDescription = 160;
/** One photo in so many has a name that the request does not give, or another usage than its folder. */
const unsureEvery = 7;
const otherUsageEvery = 9;

function write(key: string, seen: Look, facts: PromptFacts): Answer {
  const pick = pickBy(key);
  const number = Number.parseInt(key.slice(0, 8), 16);
  const description = describe(seen, facts, pick);
  const keywords = keywordsFor(seen, facts, pick);
  const guess = number % unsureEvery === 0 ? guessedName(facts, pick) : undefined;
  const guessing = `${description}, perhaps near ${guess}`;
  const name = guessing.length > longestDescription ? undefined : guess;
  return {
    description: name === undefined ? description : guessing,
    shortTitle: cutAtWord(shortTitle(seen, facts, pick), shortTitleCharacters),
    keywords: name === undefined ? keywords : keywords.toSpliced(4, 0, name),
    ...usageOf(facts, number % otherUsageEvery === 0),
    unsure: name === undefined ? [] : [name],
  };
}

function guessedName({ city, hint }: PromptFacts, pick: Picker): string | undefined {
  return city === undefined || hint !== undefined
    ? undefined
    : `${city} ${pick(['Old Town', 'Park', 'Market', 'Bridge', 'Square'], 7)}`;
}

function usageOf(facts: PromptFacts, other: boolean): UsageAnswer {
  const { usage = 'editorial' } = facts;
  if (!other)
    return {
      usage,
      usageReason:
        facts.usage === undefined
          ? 'Nothing was given, and colors and light alone do not say'
          : 'As its folder says; colors and light do not speak against it',
    };
  return usage === 'editorial'
    ? { usage: 'commercial', usageReason: 'No lettering or person could be made out' }
    : {
        usage: 'editorial',
        usageReason: 'Fine detail may hold people or signs that need a release',
      };
}

type UsageAnswer = Pick<Answer, 'usage' | 'usageReason'>;
