import { expect, it } from 'vitest';
import { passwordFrom } from '../src/password-command.ts';

it('is not started for work that was interrupted meanwhile', async () => {
  const asked = passwordFrom('sleep 8; echo tiger', 'preview.passwordCommand', AbortSignal.abort());
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
});

it('gives its first line, or why there is none', async () => {
  const { signal } = new AbortController();
  expect(await passwordFrom('printf "tiger\\nlion\\n"', 'a.setting', signal)).toBe('tiger');
  await expect(passwordFrom('echo no >&2; exit 3', 'a.setting', signal)).rejects.toMatchObject({
    code: 'settings-invalid',
    message: 'The command of a.setting gave no password: it ended with code 3 (no).',
  });
});
