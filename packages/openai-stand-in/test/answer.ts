/** The model of these tests: looks at nothing, and gives as many keywords as it is asked for. */
import { type Answer, gridEdge } from '../src/model.ts';

const letters = [...'abcdefghijklmnopqrstuvwxyz'];

export const answer: Answer = ({ text, picture, json }) => {
  const wanted = Number(/Keywords wanted: (\d+)/.exec(text)?.[1] ?? 50);
  const middle = picture?.pixels.at((gridEdge * gridEdge * 3) / 2) ?? 0;
  const description = `A picture in Istanbul with a brightness of ${middle} in its middle`;
  const keywords = letters
    .flatMap((first) => letters.map((second) => `word ${first}${second}`))
    .slice(0, wanted);
  return json
    ? JSON.stringify({
        description,
        shortTitle: 'A picture in Istanbul',
        keywords,
        usage: 'editorial',
        unsure: [],
      })
    : `${description}\n\n${keywords.join(', ')}.`;
};
