/** The model of a rehearsal: writes the answer to one request. */
import type { ModelRequest, Picture } from 'openai-stand-in';
import { type Look, look } from './look.ts';
import { promptFacts } from './prompt-facts.ts';
import { answerObject, plainAnswer, type Seen, say } from './write-answer.ts';

/** Answers in the form that the request asks for. The same request always gets the same answer. */
export function answer({ text, picture, json, schema }: ModelRequest): string {
  const facts = promptFacts(text);
  const said = say(seenIn(picture), facts);
  const wanted = facts.keywordsWanted;
  return json ? JSON.stringify(answerObject(said, schema, wanted)) : plainAnswer(said, wanted);
}

/** The stand-in hands out the same object for the same picture. */
const looks = new WeakMap<Picture, Look>();

function seenIn(picture: Picture | undefined): Seen {
  if (picture === undefined) return noPicture;
  const seen = looks.get(picture) ?? look(picture);
  looks.set(picture, seen);
  return { key: picture.key, look: seen };
}

/** A request without a picture is answered from its text alone. */
const noPicture: Seen = {
  key: '0'.repeat(40),
  look: {
    shape: 'square',
    colours: [],
    light: 'day',
    warm: false,
    vivid: false,
    strongContrast: false,
    ground: 'gray',
    weight: 'center',
    detail: 'calm',
    lamps: false,
    mirrored: false,
  },
};
