/** What stops a run is told in a line, whatever it quotes. */
import { expect, it } from 'vitest';
import { messageOf, StopError } from '../src/errors.ts';
import { rememberSecret } from '../src/secrets.ts';

const foreign = 'Ω'.repeat(5_000_000);

it('cuts what a message quotes, and keeps its own words at both ends', () => {
  const { message, advice } = new StopError(
    'usage',
    `The file ${foreign} cannot be read: permission denied.`,
    `Move ${foreign} away.`,
  );
  for (const text of [message, advice, messageOf(new Error(`It says ${foreign} there.`))])
    expect(text.length).toBeLessThan(2010);
  expect(message).toMatch(/^The file Ω+ … Ω+ cannot be read: permission denied\.$/);
  expect(advice).toMatch(/^Move Ω+ … Ω+ away\.$/);
});

it('leaves a message of usual length as it is, a path with odd spaces in it too', () => {
  const path = `/photos/${'a  b/'.repeat(300)}c.jpg`;
  expect(new StopError('usage', `${path} is gone.`, 'Look.').message).toBe(`${path} is gone.`);
});

it('shows no part of a secret that lies where a message is cut', () => {
  const secret = 'hidden-value-0123456789abcdef';
  rememberSecret(secret);
  for (const length of [1490, 1500, 1510, 49_140, 49_160, 65_530]) {
    const text = messageOf(new Error(`${'x'.repeat(length)}${secret}${'y'.repeat(80_000)}`));
    expect(text).not.toMatch(/hidden-v|9abcdef/);
  }
});
