import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  addressOf,
  deliverInline,
  deliverToFolder,
  folderOf,
} from '../../../src/pipeline/ask/delivery.ts';
import { readingsOf } from '../../../src/pipeline/ask/picture-address.ts';
import { destinationFacts } from '../../../src/pipeline/ask/sample.ts';
import { defaultSettings, type Settings } from '../../../src/settings.ts';
import { makeWorld } from './world.ts';

const folder = await mkdtemp(join(tmpdir(), 'proofsheet-delivery-'));
afterAll(() => rm(folder, { recursive: true }));

describe('addressOf', () => {
  it.each([
    ['Turkey/Istanbul/editorial/IMG 1.jpg', 'Turkey/Istanbul/editorial/IMG%201.jpg'],
    ['a/100% #1?.jpg', 'a/100%25%20%231%3F.jpg'],
    ["Côte d'Ivoire/x.jpg", 'C%C3%B4te%20d%27Ivoire/x.jpg'],
    ['日本/京都/a&b+c.jpg', '%E6%97%A5%E6%9C%AC/%E4%BA%AC%E9%83%BD/a%26b%2Bc.jpg'],
  ])('encodes %s', (path, expected) => {
    expect(addressOf('https://photos.example/reduced/', path)).toBe(
      `https://photos.example/reduced/${expected}`,
    );
  });

  it('can be read back by any server, whatever the names', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter(
        (text) => !/[/\\\0]/.test(text) && text !== '.' && text !== '..' && text.isWellFormed(),
      );
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (parts) => {
        const address = new URL(addressOf('https://photos.example', parts.join('/')));
        expect([address.search, address.hash]).toEqual(['', '']);
        expect(readingsOf(address.href)).toContainEqual(parts.map((part) => part.normalize('NFC')));
      }),
    );
  });
});

describe('delivery', () => {
  it('puts the picture into the request', async () => {
    expect(await deliverInline({ id: 1, path: 'a.jpg' }, Buffer.from('abc'))).toBe(
      'data:image/jpeg;base64,YWJj',
    );
  });

  it('writes the picture where the web server finds it', async () => {
    const deliver = deliverToFolder(folder, 'https://photos.example/p');
    const path = "Côte d'Ivoire/100% #1/a b.jpg";
    expect(await deliver({ id: 1, path }, Buffer.from('abc'))).toBe(
      addressOf('https://photos.example/p', path),
    );
    expect(await readFile(join(folder, path), 'utf8')).toBe('abc');
  });

  it('says that the file name stays here, but where the address has it', async () => {
    const stays = async (settings: Partial<Settings>) => {
      const world = await makeWorld({ settings });
      const facts = destinationFacts(world.archive);
      world.close();
      return JSON.stringify(facts);
    };
    expect(await stays({})).toContain('the file name');
    expect(await stays({ 'preview.delivery': 'folder' })).not.toContain('the file name');
  });

  it.each([
    [{ 'preview.folder': '', 'preview.baseUrl': 'https://photos.example' }],
    [{ 'preview.folder': folder, 'preview.baseUrl': '' }],
    [{ 'preview.folder': folder, 'preview.baseUrl': 'photos.example' }],
  ])('says what is missing of %o', (part) => {
    const settings = { ...defaultSettings, 'preview.delivery': 'folder' as const, ...part };
    expect(() => folderOf(settings)).toThrow(expect.objectContaining({ code: 'settings-invalid' }));
  });
});
