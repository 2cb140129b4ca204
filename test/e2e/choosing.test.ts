/** Acting on some photos alone: by folder, by filter, without those left out. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RehearsalServer, startRehearsalServer } from '../../src/rehearsal/server.ts';
import { makeArchive, picture } from '../helpers/archive.ts';
import { runWarm } from '../helpers/warm-commands.ts';

let service: RehearsalServer;
beforeAll(async () => {
  service = await startRehearsalServer();
});
afterAll(() => service.close());

const folders = [
  'Portugal/Lisbon/editorial',
  'Portugal/Porto/editorial',
  'Spain/Madrid/commercial',
];

async function scanned(photos = 6) {
  const root = await makeArchive({ photos, edge: 48, folders });
  await runWarm(['scan', root]);
  return root;
}

const proofsheet = (...words: string[]) => runWarm(words, { url: service.url });

async function waiting(root: string, ...words: string[]) {
  const { stdout } = await proofsheet('status', '--json', ...words, root);
  const { stages, excluded, photos } = JSON.parse(stdout);
  const counts = stages.map(({ waiting }: { waiting: number }) => waiting);
  return { photos, excluded, prepare: counts[1], submit: counts[2], review: counts[4] };
}

describe('a selection', () => {
  it('goes through all stages with those photos alone', async () => {
    const root = await scanned();
    const lisbon = ['--only', 'Portugal/Lisbon'];
    const prepared = await proofsheet('prepare', ...lisbon, root);
    expect(prepared.stderr).toContain('2 of 6 photos: Portugal/Lisbon.');
    expect(prepared.stdout).toContain('2 photos prepared.');
    expect(await waiting(root)).toMatchObject({ prepare: 4, submit: 2 });
    await proofsheet('prepare', '--where', 'city:porto', root);
    const sent = await proofsheet('submit', '--set', 'engine=live', ...lisbon, root);
    expect(sent.stdout).toContain('Agreed to send 2 photos');
    expect(await waiting(root)).toMatchObject({ prepare: 2, submit: 2, review: 2 });
    await proofsheet('submit', '--set', 'engine=live', root);
    const accepted = await proofsheet('review', '--accept-all', ...lisbon, root);
    expect(accepted.stdout).toContain('2 photos accepted.');
    const exported = await proofsheet('review', '--export', '--where', 'state:accepted', root);
    expect(exported.stdout.trim().split('\n')).toHaveLength(2);
    await proofsheet('review', '--accept-all', root);
    const rehearsal = '--write-rehearsal';
    const one = ['--only', 'Portugal/Lisbon/editorial/photo-0000.jpg'];
    expect((await proofsheet('sidecars', rehearsal, ...one, root)).stdout).toContain('1 created');
    expect((await proofsheet('sidecars', rehearsal, ...lisbon, root)).stdout).toContain(
      '1 created',
    );
    const dry = await proofsheet('embed', '--dry-run', '--embed-rehearsal', ...one, root);
    expect(dry.stdout).toContain('photo-0000.jpg');
    expect(dry.stdout).not.toContain('photo-0003.jpg');
    const embedded = await proofsheet('embed', '--yes', '--embed-rehearsal', ...one, root);
    expect(embedded.stdout).toContain('1 photo');
    const status = JSON.parse((await proofsheet('status', '--json', ...lisbon, root)).stdout);
    expect(status).toMatchObject({ photos: 2, done: 1 });
  }, 150_000);

  it.each([
    [['--only', 'Portugl'], 'No photo of this archive is in Portugl.'],
    [['--only', 'Portugal', '--only', 'Spian/**'], 'No photo of this archive is in Spian/**.'],
    [['--only', 'Portugal', '--where', 'city:madrid'], 'matches Portugal, city:madrid.'],
    [['--only', '/elsewhere/Portugal'], 'is not in the archive'],
    [['--where', 'rating:9'], '--where rating:9 cannot be understood'],
    [['--where', 'citty:porto'], 'There is no field citty:'],
  ])(
    '%j says that it makes no sense, with the exit code of bad input',
    async (words, complaint) => {
      const root = await scanned(3);
      for (const command of ['prepare', 'submit', 'collect', 'sidecars', 'status'] as const) {
        const { code, stderr, stdout } = await proofsheet(command, '--json', ...words, root);
        expect(stderr).toContain(complaint);
        expect(code).toBe(2);
        expect(JSON.parse(stdout).error.message).toContain(complaint);
      }
      expect(await waiting(root)).toMatchObject({ prepare: 3, submit: 0 });
    },
  );

  it('is meant from inside the archive, from here, and in either Unicode form', async () => {
    const root = await makeArchive({ photos: 1, edge: 48, folders: ['Spain/Madrid/editorial'] });
    const decomposed = join(root, 'Brazil/São Paulo/editorial'.normalize('NFD'));
    await mkdir(decomposed, { recursive: true });
    await writeFile(join(decomposed, 'a.jpg'), await picture(7, 48));
    await proofsheet('scan', root);
    for (const only of ['Brazil/São Paulo', join(root, 'Brazil'), '**/S?o Paulo/**', 'a.jpg'])
      expect(await waiting(root, '--only', only)).toMatchObject({ photos: 1, prepare: 1 });
  });

  it('of `run` is made when every photo is known', async () => {
    const root = await makeArchive({ photos: 3, edge: 48, folders });
    const words = ['run', '--yes', '--set', 'engine=live', '--where', 'city:madrid', root];
    expect((await proofsheet(...words)).stdout).toContain('1 photo prepared.');
    expect(await waiting(root)).toMatchObject({ prepare: 2 });
    const none = await proofsheet('run', '--yes', '--where', 'city:oslo', root);
    expect(none).toMatchObject({ code: 2 });
  }, 150_000);

  it('keeps what was prepared with other settings elsewhere', async () => {
    const root = await scanned(3);
    await proofsheet('prepare', root);
    await proofsheet('prepare', '--set', 'preview.edge=512', '--where', 'city:porto', root);
    expect(await waiting(root)).toMatchObject({ prepare: 0, submit: 3 });
  });
});

describe('photos left out', () => {
  it('are asked, sent and paid for by nobody, through scans and renames, until they take part again', async () => {
    const root = await scanned();
    const out = await proofsheet('exclude', '--only', 'Portugal', '--where', '-city:lisbon', root);
    expect(out.stdout).toBe('Left out 2 photos.\n');
    await rename(join(root, 'Portugal/Porto'), join(root, 'Portugal/Oporto'));
    await proofsheet('scan', '--again', root);
    expect(await waiting(root)).toMatchObject({ photos: 6, excluded: 2, prepare: 4 });
    expect((await proofsheet('status', root)).stdout).toContain('6 photos, 0 done, 2 left out');
    expect((await proofsheet('prepare', root)).stdout).toContain('4 photos prepared.');
    await proofsheet('exclude', '--where', 'city:madrid', root);
    const sent = await proofsheet('submit', '--set', 'engine=live', root);
    expect(sent.stdout).toContain('Agreed to send 2 photos');
    const again = await proofsheet('exclude', '--undo', '--where', 'is:excluded', '--json', root);
    expect(JSON.parse(again.stdout)).toEqual({ excluded: false, changed: 4 });
    expect(await waiting(root)).toMatchObject({ excluded: 0, prepare: 2, submit: 2, review: 2 });
    const words = ['exclude', '--undo', '--where', 'city:madrid', root];
    expect((await proofsheet(...words)).stdout).toBe('2 photos were taking part already.\n');
  }, 150_000);

  it('have to be named', async () => {
    const root = await scanned(3);
    expect(await proofsheet('exclude', root)).toMatchObject({ code: 2 });
  });
});
