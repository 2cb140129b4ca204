import { expect, it } from 'vitest';
import { Prompt } from '../../../src/ui/overlays/prompt.ts';

const words = ['city:Lisbon', 'city:Lima', 'city:Lyon', 'rating:5'];

function opened() {
  return new Prompt({
    title: 'Filter',
    label: '',
    enter: 'filter',
    complete: (text) => words.filter((word) => word.startsWith(text) && word !== text),
    submit: () => true,
    close: () => undefined,
  });
}

function typed(text: string): Prompt {
  const prompt = opened();
  prompt.edit({ do: 'insert', text });
  return prompt;
}

function completed(prompt: Prompt): string {
  prompt.act('complete');
  return prompt.text;
}

it('goes on to the next word each time, and round', () => {
  const prompt = typed('city:L');
  expect([1, 2, 3, 4].map(() => completed(prompt))).toEqual([
    'city:Lisbon',
    'city:Lima',
    'city:Lyon',
    'city:Lisbon',
  ]);
});

it('begins anew with what is typed behind it', () => {
  const prompt = typed('city:L');
  completed(prompt);
  prompt.edit({ do: 'replace', text: 'r' });
  expect(completed(prompt)).toBe('rating:5');
  expect(completed(prompt)).toBe('rating:5');
});
