/** What other programs learn from our environment. */
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPool } from '../../src/exiftool/pool.ts';
import { startProgram } from '../../src/files/child.ts';

const ofService = {
  OPENAI_API_KEY: 'sk-secret-1',
  OPENAI_BASE_URL: 'https://me:secret-2@example.net/v1',
  OPENAI_ADMIN_KEY: 'sk-secret-3',
  AZURE_OPENAI_API_KEY: 'secret-4',
};

const before = new Map<string, string | undefined>();
beforeEach(() => {
  for (const [name, value] of Object.entries(ofService)) {
    before.set(name, process.env[name]);
    process.env[name] = value;
  }
});
afterEach(() => {
  for (const [name, value] of before)
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
});

describe('a program that we start', () => {
  it('gets the environment, without what it says of the service', async () => {
    const child = startProgram(process.execPath, ['-p', 'JSON.stringify(process.env)'], {
      stdio: 'pipe',
      env: { EXTRA: 'given' },
    });
    const [printed] = await Promise.all([text(child.stdout), once(child, 'close')]);
    expect(printed).toContain('"PATH"');
    expect(printed).toContain('"EXTRA":"given"');
    expect(printed).not.toContain('secret');
  });

  it('gets no more than what is named for it', async () => {
    const child = startProgram(process.execPath, ['-p', 'Object.keys(process.env).join()'], {
      stdio: 'pipe',
      variables: ['PATH'],
    });
    const [printed] = await Promise.all([text(child.stdout), once(child, 'close')]);
    expect(printed.trim()).toBe('PATH');
  });

  it('gets what is named for it, in whatever capitals Windows has it', async () => {
    process.env['Proofsheet_Path'] = 'here';
    const child = startProgram(process.execPath, ['-p', 'Object.keys(process.env).join()'], {
      stdio: 'pipe',
      variables: ['PROOFSHEET_PATH'],
    });
    delete process.env['Proofsheet_Path'];
    const [printed] = await Promise.all([text(child.stdout), once(child, 'close')]);
    expect(printed.trim()).toBe('Proofsheet_Path');
  });

  it('such as ExifTool writes files that nobody else may read', async (context) => {
    if (process.platform !== 'linux') return context.skip('/proc tells it on Linux only');
    const { readFileSync } = await import('node:fs');
    const pool = await startPool({ processes: 1 });
    try {
      const [pid] = pool.pids;
      expect(readFileSync(`/proc/${pid}/status`, 'latin1')).toMatch(/^Umask:\t0077$/m);
      expect(readFileSync(`/proc/${pid}/environ`, 'latin1')).not.toContain('secret');
    } finally {
      await pool.end();
    }
  });
});
