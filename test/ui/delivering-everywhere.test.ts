/** The road of the sample by keys alone, from an empty catalog to three outlets: real SFTP, real FTPS, and a folder. */
import { mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { embed } from '../../src/pipeline/embed/embed.ts';
import { makeSampleArchive } from '../../src/rehearsal/sample.ts';
import { startRehearsalServer } from '../../src/rehearsal/server.ts';
import { cameraFacts, exif, jpeg, picture } from '../fixtures/jpeg/build.ts';
import { type FileServer, startSshd, startVsftpd } from '../helpers/file-servers.ts';
import { startOddFtp } from '../helpers/odd-ftp.ts';
import { contextOf, readyArchive } from '../pipeline/embed/ready-archive.ts';
import { closeScreens, openScreen, startScreen } from './screen.ts';

closeScreens();

/** A busy machine may take long to answer and write. */
const working = { within: 60_000 };

type Way = { readonly way: string; readonly host: string; readonly port: number };

/** Settings of one's own, with outlets that are somewhere else than usual. */
function settings(
  ways: Readonly<Record<string, Way & Readonly<Record<string, unknown>>>>,
  outlets: Readonly<Record<string, Readonly<Record<string, string>>>>,
): string {
  const folder = mkdtempSync(join(tmpdir(), 'proofsheet-settings-'));
  mkdirSync(join(folder, 'outlets'));
  for (const [id, value] of Object.entries(ways))
    writeFileSync(
      join(folder, 'outlets', `${id}.json`),
      JSON.stringify({ id, delivery: { value } }),
    );
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ outlets }));
  return folder;
}

const at = (way: string, { remote: { directory, host, port } }: FileServer) => ({
  ...{ way, host, port, directory },
});
const namesIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.jpg'));
const inodes = (folder: string) => namesIn(folder).map((name) => statSync(join(folder, name)).ino);

it('ends, by keys, in three delivered outlets, and again does nothing', async (context) => {
  const [sftp, ftps] = [await startSshd(), await startVsftpd('ftps')];
  const service = await startRehearsalServer();
  onTestFinished(async () => {
    await service.close();
    await sftp?.stop();
    await ftps?.stop();
  });
  if (sftp === undefined || ftps === undefined) return context.skip('sshd or vsftpd is missing');
  const root = join(mkdtempSync(join(tmpdir(), 'proofsheet-sample-')), 'sample');
  await makeSampleArchive(root, 4);
  const site = join(root, '..', 'site');
  const config = settings(
    { alamy: at('sftp', sftp), picfair: at('ftps', ftps) },
    {
      alamy: { user: sftp.remote.user, keyFile: sftp.remote.keyFile ?? '' },
      picfair: { user: ftps.remote.user },
      folder: { directory: site },
    },
  );
  const env = {
    PROOFSHEET_CONFIG_DIR: config,
    PROOFSHEET_PASSWORD_PICFAIR: ftps.password ?? '',
    NODE_EXTRA_CA_CERTS: join(ftps.keys, 'certificate.pem'),
    OPENAI_BASE_URL: service.url,
    OPENAI_API_KEY: 'rehearsal',
  };
  const screen = startScreen(root, { words: [], columns: 140, rows: 50, env });
  await screen.sees('Enter goes on');
  await screen.press('escape').sees('Go on to Prepare', working);
  await screen.press('enter').sees('Prepare 4 photos');
  await screen.press('enter').sees('4 photos prepared', working);
  await screen.press('enter').sees('Enter Send 4 photos', working);
  await screen.press('enter').sees('not now', working);
  await screen.press('y').sees('Go on to Collect', working);
  await screen.press('enter').sees('Wait for the answers', working);
  await screen.press('enter').sees('Go on to Review', working);
  await screen.press('enter').sees('1 of 4', working);
  await screen.press('*', 'p').sees('Accepted 4 photos', working);
  await screen.press(']').sees('Write 4 sidecars', working);
  await screen.press('enter').sees('Go on to Embed', working);
  await screen.press('enter').sees('Embed in 4 photos', working);
  await screen.press('enter').sees('Type 4 to go ahead');
  await screen.type('4\r').sees('Go on to Deliver', working);
  await screen.press('enter').sees('No outlet is chosen');
  await screen.press('o').sees('4  · Alamy');
  await screen.press('4', 'c', 'd').sees('✓ A folder of your own');
  await screen.press('escape').sees('Make 12 copies and upload 8', working);
  await screen.press('enter').sees('y  make 12 copies and upload 8');
  expect(screen.text).toContain(`Picfair: 4 copies, 221 kB, to 127.0.0.1:${ftps.remote.port}`);
  await screen.press('y').sees('12 copies made and 8 uploaded', working);
  await screen.sees('8▸ Deliver 4');
  await screen.sees(/Picfair +4 /);
  await screen.sees(/Enter See the summary/);
  for (const folder of [sftp.folder, ftps.folder, site]) expect(namesIn(folder)).toHaveLength(4);
  expect(readdirSync(site)).toContain('folder-1.csv');
  expect(readdirSync(join(root, '.proofsheet/deliveries/picfair'))).toEqual(['picfair-1.csv']);
  await screen.sees('.proofsheet/deliveries/picfair/picfair-1.csv');

  const before = [sftp.folder, ftps.folder, site].map(inodes);
  await screen.press('7').sees('7▸ Embed');
  await screen.press('8').sees('Enter See the summary', working);
  await screen.press('q').ends();
  const again = startScreen(root, { words: ['run', '--yes'], env });
  await again.sees('Nothing new to deliver', working);
  expect(await again.ends()).toBe(0);
  expect([sftp.folder, ftps.folder, site].map(inodes)).toEqual(before);
});

it('tells what waits when it is stopped by a key, and sends the rest, nothing twice', async () => {
  const stored: string[] = [];
  const never = new Promise<undefined>(() => undefined);
  const server = await startOddFtp({
    reply(command) {
      if (!command.startsWith('STOR')) return undefined;
      stored.push(command);
      return stored.length === 2 ? never : undefined;
    },
  });
  onTestFinished(() => server.close());
  const bytes = jpeg(await picture({ seed: 1 }), [exif(cameraFacts)]);
  const paths = ['a', 'b', 'c'].map((name) => `Turkey/Istanbul/editorial/${name}.jpg`);
  const archive = await readyArchive(new Map(paths.map((path) => [path, bytes])));
  await embed(contextOf(archive));
  archive.close();
  const facts = { way: 'ftp', host: '127.0.0.1', port: server.port, connections: 1 };
  const screen = openScreen(archive.root, {
    rows: 45,
    env: {
      PROOFSHEET_CONFIG_DIR: settings({ alamy: facts }, { alamy: { user: 'me' } }),
      PROOFSHEET_PASSWORD_ALAMY: 'secret-7',
    },
  });
  await screen.press('8').sees('No outlet is chosen');
  await screen.press('o').sees('4  · Alamy');
  await screen.press('4').sees('✓ Alamy');
  await screen.press('escape').sees('Make 3 copies and upload 3');
  await screen.press('enter').sees('let the password go unprotected');
  await screen.press('p').sees('Ctrl-C stops after the photo in hand');
  await vi.waitFor(() => expect(stored).toHaveLength(2), working.within);
  await screen.press('ctrl+c').sees('Interrupted. Everything done so far is kept.');
  await screen.sees('8▸ Deliver 1');
  await screen.sees(/Alamy +2 +1 /);
  expect([...server.files.keys()]).toEqual(['a.jpg']);
  await screen.sees('Enter Upload 2 copies');
  await screen.press('enter').sees('y  upload 2 copies');
  await screen.press('y').sees('2 uploaded', working);
  await screen.sees(/Alamy +3 /);
  await screen.sees('Enter See the summary');
  // What was under way was begun again, what had arrived was not.
  expect([...server.files.keys()]).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
  expect(stored.map((command) => /[abc]\.jpg/.exec(command)?.[0])).toEqual([
    ...['a.jpg', 'b.jpg', 'b.jpg', 'c.jpg'],
  ]);
});
