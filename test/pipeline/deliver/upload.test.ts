/** Uploads to outlets, as a photographer meets them: real servers, a real catalog, real ExifTool. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  watch,
} from 'node:fs';
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { countDeliveries } from '../../../src/catalog/deliveries.ts';
import { type Archive, fileOf } from '../../../src/pipeline/archive/archive.ts';
import {
  type Delivered,
  planDelivery,
  runDelivery,
} from '../../../src/pipeline/deliver/delivery.ts';
import { makeCopies } from '../../../src/pipeline/deliver/make-copies.ts';
import { markAs } from '../../../src/pipeline/deliver/mark.ts';
import { makeDeliveryFolder } from '../../../src/pipeline/deliver/place.ts';
import { embed } from '../../../src/pipeline/embed/embed.ts';
import { builtInOutlets } from '../../../src/rules/outlets/built-in.ts';
import { type Outlet, outletSchema } from '../../../src/rules/outlets/schema.ts';
import type { Settings } from '../../../src/settings.ts';
import { cameraFacts, exif, jpeg, picture } from '../../fixtures/jpeg/build.ts';
import { type FileServer, newKey, startSshd, startVsftpd } from '../../helpers/file-servers.ts';
import { startOddFtp } from '../../helpers/odd-ftp.ts';
import { smallDisk } from '../../helpers/small-disk.ts';
import { someOf } from '../../helpers/some-of.ts';
import { contextOf, openAgain, readyArchive } from '../embed/ready-archive.ts';
import { shareExifTool } from '../embed/share-exiftool.ts';

shareExifTool();

const own = await mkdtemp(join(tmpdir(), 'proofsheet-delivering-'));
afterAll(() => rm(own, { recursive: true, force: true }));

const servers: FileServer[] = [];
afterAll(async () => {
  for (const server of servers) await server.stop();
});

async function started(starting: Promise<FileServer | undefined>): Promise<FileServer | undefined> {
  const server = await starting;
  if (server === undefined) return undefined;
  servers.push(server);
  const certificate = join(server.keys, 'certificate.pem');
  if (existsSync(certificate))
    tls.setDefaultCACertificates([
      ...tls.getCACertificates('default'),
      readFileSync(certificate, 'utf8'),
    ]);
  return server;
}

const sftp = await started(startSshd());
const ftps = await started(startVsftpd('ftps'));

type Facts = Partial<Outlet['delivery']['value']>;

/** An outlet that comes with the program, with another way to it. */
function outletAt(id: string, facts: Facts): Outlet {
  const found = builtInOutlets().find((outlet) => outlet.id === id);
  return outletSchema.parse({ ...found, delivery: { value: { way: 'hand', ...facts } } });
}

function on({ remote }: FileServer, more: Facts = {}): Facts {
  const { directory, host, kind, port } = remote;
  return { way: kind === 'ftps' ? 'ftps' : 'sftp', host, port, directory, ...more };
}

const loginTo = (id: string, { remote }: FileServer): Partial<Settings> => ({
  [`outlets.${id}.user`]: remote.user,
  ...(remote.keyFile !== undefined && { [`outlets.${id}.keyFile`]: remote.keyFile }),
});

const pictures = [await picture({ seed: 1 }), await picture({ seed: 2 })];
const two = ['Turkey/Ankara/commercial/IMG_1.jpg', 'Turkey/Izmir/commercial/IMG_2.jpg'] as const;
const keywords = ['Istanbul', 'ferry', 'quay', 'dusk', 'gulls', 'crowd', 'tower', 'sea'];

/** Where an archive with two embedded photos lies, to be copied. */
let whole: string;
beforeAll(async () => {
  const files = new Map(
    two.map((path, at) => [path, jpeg(pictures[at] ?? Buffer.alloc(0), [exif(cameraFacts)])]),
  );
  const archive = await readyArchive(files);
  archive.catalog.run('UPDATE review SET keywords = ?', JSON.stringify(keywords));
  await embed(contextOf(archive));
  archive.close();
  whole = archive.root;
});
afterAll(() => rm(whole, { recursive: true, force: true }));

/** A copy of it. */
async function embedded(settings: Partial<Settings>, password = 'correct-horse-7') {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'delivering-')));
  cpSync(whole, root, { recursive: true, preserveTimestamps: true });
  const archive = await openAgain(root, settings);
  const logins = {
    password: async (server: string) => (server.startsWith('outlets.') ? password : 'none'),
    knownHosts: join(own, 'known_hosts'),
    unprotected: { isAllowed: () => true, allow: () => undefined },
  };
  onTestFinished(async () => {
    archive.close();
    await rm(archive.root, { recursive: true, force: true });
  });
  return { ...archive, logins };
}

async function deliver(
  archive: Archive,
  outlets: readonly Outlet[],
  again = false,
): Promise<readonly Delivered[]> {
  const context = contextOf(archive);
  return runDelivery(context, await planDelivery(context, { outlets, again }));
}

const waiting = (archive: Archive, id: string) => join(archive.folder, 'deliveries', id);
const emptied = async ({ folder }: FileServer) => {
  for (const name of readdirSync(folder)) await rm(join(folder, name), { recursive: true });
};
const jpegsIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.jpg'));
const edit = ({ catalog }: Archive, text: string) =>
  catalog.run('UPDATE review SET description = ?, version = version + 1 WHERE photo_id = 1', text);

describe('uploading', () => {
  it('delivers to three outlets, and does nothing the second time', async (context) => {
    if (sftp === undefined || ftps === undefined) return context.skip('sshd or vsftpd is missing');
    onTestFinished(() => emptied(sftp).then(() => emptied(ftps)));
    const directory = join(own, 'site');
    const archive = await embedded({
      ...loginTo('adobe', sftp),
      ...loginTo('shutterstock', ftps),
      'outlets.folder.directory': directory,
    });
    const outlets = [
      outletAt('adobe', on(sftp, { connections: 2 })),
      outletAt('shutterstock', on(ftps)),
      outletAt('folder', { way: 'folder' }),
    ];
    const before = two.map((path) => readFileSync(fileOf(archive, { path })));
    const done = await deliver(archive, outlets);
    expect(
      done.map(({ made, problems, sent, stopped }) => [made, sent, problems, stopped]),
    ).toEqual([
      [2, 2, [], undefined],
      [2, 2, [], undefined],
      [2, 0, [], undefined],
    ]);
    expect(jpegsIn(sftp.folder)).toEqual(['IMG1.jpg', 'IMG2.jpg']);
    expect(jpegsIn(ftps.folder)).toEqual(['IMG_1.jpg', 'IMG_2.jpg']);
    expect(readdirSync(directory).sort()).toEqual(['IMG_1.jpg', 'IMG_2.jpg', 'folder-1.csv']);
    const delivered = (outlet: string) => ({ outlet, state: 'delivered', photos: 2 });
    expect(countDeliveries(archive.catalog)).toEqual(
      ['adobe', 'folder', 'shutterstock'].map(delivered),
    );
    // The copies have gone from here, and the CSV that tells of them is what is left to do by hand.
    const csv = join(waiting(archive, 'adobe'), 'adobe-1.csv');
    expect(readdirSync(waiting(archive, 'adobe'))).toEqual(['adobe-1.csv']);
    expect(done[0]?.byHand[0]).toContain(csv);
    expect(readFileSync(csv, 'utf8').trimEnd().split('\n')).toHaveLength(3);
    expect(two.map((path) => readFileSync(fileOf(archive, { path })))).toEqual(before);
    const seen = () => jpegsIn(sftp.folder).map((name) => statSync(join(sftp.folder, name)).ino);
    const first = seen();
    const again = await deliver(archive, outlets);
    expect(again.map(({ byHand, made, sent }) => [made, sent, byHand])).toEqual([
      [0, 0, []],
      [0, 0, []],
      [0, 0, []],
    ]);
    expect(seen()).toEqual(first);
    expect(readdirSync(waiting(archive, 'adobe'))).toEqual(['adobe-1.csv']);
  });

  it('sends a changed text when it is told to, in place of the old one, with a CSV of its own', async (context) => {
    if (sftp === undefined) return context.skip('sshd is missing');
    onTestFinished(() => emptied(sftp));
    const archive = await embedded(loginTo('adobe', sftp));
    const outlets = [outletAt('adobe', on(sftp))];
    await deliver(archive, outlets);
    const first = readFileSync(join(sftp.folder, 'IMG1.jpg'));
    edit(archive, 'Gulls follow a ferry');
    const plan = await planDelivery(contextOf(archive), { outlets });
    expect(plan.outlets[0]).toMatchObject({ counts: { 'sent-changed': 1 }, uploads: 0 });
    const [done] = await deliver(archive, outlets, true);
    expect([done?.made, done?.sent, done?.csv]).toEqual([1, 1, ['adobe-2.csv']]);
    const second = readFileSync(join(sftp.folder, 'IMG1.jpg'));
    expect(second.equals(first)).toBe(false);
    expect(second.includes('Gulls follow a ferry')).toBe(true);
    expect(jpegsIn(sftp.folder)).toEqual(['IMG1.jpg', 'IMG2.jpg']);
    const csv = readFileSync(join(waiting(archive, 'adobe'), 'adobe-2.csv'), 'utf8');
    expect(csv).toContain('IMG1.jpg,Gulls follow a ferry');
    expect(csv).not.toContain('IMG2.jpg');
  });

  it('stops one outlet at a wrong password, without showing it, and goes on with the others', async (context) => {
    if (sftp === undefined || ftps === undefined) return context.skip('sshd or vsftpd is missing');
    onTestFinished(() => emptied(sftp));
    const settings = { ...loginTo('shutterstock', ftps), ...loginTo('adobe', sftp) };
    // The key of SFTP has no passphrase, so that the password does not matter there.
    const archive = await embedded(settings, 'wrong-secret-9');
    const outlets = [outletAt('shutterstock', on(ftps)), outletAt('adobe', on(sftp))];
    const [wrong, right] = await deliver(archive, outlets);
    expect(wrong).toMatchObject({ made: 0, sent: 0, stopped: { code: 'login-refused' } });
    expect(`${wrong?.stopped?.message} ${wrong?.stopped?.advice}`).not.toContain('wrong-secret-9');
    expect(right).toMatchObject({ made: 2, sent: 2, stopped: undefined });
    expect(readdirSync(ftps.folder)).toEqual([]);
  });

  it('stops an outlet whose host key changed', async (context) => {
    if (sftp === undefined) return context.skip('sshd is missing');
    const archive = await embedded(loginTo('adobe', sftp));
    const hosts = archive.logins.knownHosts;
    await newKey(join(own, 'other'));
    const [type, key] = (await readFile(join(own, 'other.pub'), 'utf8')).split(' ');
    await writeFile(hosts, `[127.0.0.1]:${sftp.remote.port} ${type} ${key}\n`);
    onTestFinished(() => rm(hosts));
    const [done] = await deliver(archive, [outletAt('adobe', on(sftp))]);
    expect(done).toMatchObject({ sent: 0, stopped: { code: 'host-changed' } });
    expect(readdirSync(sftp.folder)).toEqual([]);
  });

  it('stops at a full server, and sends the rest when there is room', async (context) => {
    const disk = await smallDisk(64_000);
    if (disk === undefined) return context.skip('a tmpfs cannot be mounted here');
    const full = await started(startVsftpd('ftps', disk));
    onTestFinished(() => void execFileSync('umount', ['-l', disk]));
    if (full === undefined) return context.skip('vsftpd is missing');
    await writeFile(join(disk, 'filler'), Buffer.alloc(100_000)).catch(() => undefined);
    const archive = await embedded(loginTo('adobe', full));
    const outlets = [outletAt('adobe', on(full, { connections: 1 }))];
    const [stopped] = await deliver(archive, outlets);
    expect(stopped?.stopped?.code).toBe('remote-full');
    expect([stopped?.sent, jpegsIn(disk)]).toEqual([0, []]);
    await rm(join(disk, 'filler'));
    const [rest] = await deliver(archive, outlets);
    expect(rest).toMatchObject({ made: 0, sent: 2, problems: [], stopped: undefined });
    expect(readdirSync(disk).sort()).toEqual(['IMG1.jpg', 'IMG2.jpg']);
  });

  it('takes what an inbox has taken up for delivered', async (context) => {
    if (sftp === undefined) return context.skip('sshd is missing');
    onTestFinished(() => emptied(sftp));
    const taken: string[] = [];
    const inbox = watch(sftp.folder, (_, name) => {
      const isWhole = name !== null && !name.startsWith('.');
      if (!isWhole || !existsSync(join(sftp.folder, name))) return;
      taken.push(name);
      void rm(join(sftp.folder, name), { force: true });
    });
    onTestFinished(() => inbox.close());
    const archive = await embedded(loginTo('adobe', sftp));
    const outlets = [outletAt('adobe', on(sftp, { inbox: true }))];
    const [done] = await deliver(archive, outlets);
    expect(done).toMatchObject({ sent: 2, problems: [], stopped: undefined });
    expect((await deliver(archive, outlets))[0]).toMatchObject({ sent: 0, made: 0 });
    expect([...new Set(taken)].sort()).toEqual(['IMG1.jpg', 'IMG2.jpg']);
  });

  it('gives another name to what would take the place of a file of somebody else', async (context) => {
    if (sftp === undefined) return context.skip('sshd is missing');
    onTestFinished(() => emptied(sftp));
    await writeFile(join(sftp.folder, 'IMG1.jpg'), 'of somebody else');
    const archive = await embedded(loginTo('adobe', sftp));
    await deliver(archive, [outletAt('adobe', on(sftp))]);
    expect(readFileSync(join(sftp.folder, 'IMG1.jpg'), 'utf8')).toBe('of somebody else');
    expect(jpegsIn(sftp.folder)).toEqual(['IMG1.jpg', 'IMG1x2.jpg', 'IMG2.jpg']);
    const csv = readFileSync(join(waiting(archive, 'adobe'), 'adobe-1.csv'), 'utf8');
    expect(csv).toContain('IMG1x2.jpg,');
    expect(csv).not.toContain('IMG1.jpg,');
  });

  it('also where that file has as many bytes, and knows its own again after the catalog is lost', async (context) => {
    if (sftp === undefined) return context.skip('sshd is missing');
    onTestFinished(() => emptied(sftp));
    const outlets = [outletAt('adobe', on(sftp))];
    await deliver(await embedded(loginTo('adobe', sftp)), outlets);
    const theirs = join(sftp.folder, 'IMG1.jpg');
    const other = Buffer.alloc(statSync(theirs).size, 'other');
    await writeFile(theirs, other);
    const [done] = await deliver(await embedded(loginTo('adobe', sftp)), outlets);
    expect(done).toMatchObject({ sent: 2, problems: [], stopped: undefined });
    expect(readFileSync(theirs).equals(other)).toBe(true);
    expect(jpegsIn(sftp.folder)).toEqual(['IMG1.jpg', 'IMG1x2.jpg', 'IMG2.jpg']);
  });

  it('tells of a file that is refused, sends the others, and the CSV behind them where it goes the same way', async () => {
    const refuses = { now: true };
    const server = await startOddFtp({
      reply: (command) =>
        refuses.now && /^STOR .*IMG1\.jpg/.test(command) ? '553 not this one' : undefined,
    });
    onTestFinished(() => server.close());
    const archive = await embedded({ 'outlets.adobe.user': 'me', 'deliver.keepCopies': true });
    const facts = { way: 'ftp', host: '127.0.0.1', port: server.port, csv: true } as const;
    const outlets = [outletAt('adobe', facts)];
    const [done] = await deliver(archive, outlets);
    expect(done?.problems).toEqual([
      { path: two[0], reason: expect.stringContaining('not this one') },
    ]);
    expect(done).toMatchObject({ sent: 1, stopped: undefined });
    expect([...server.files.keys()].sort()).toEqual(['IMG2.jpg', 'adobe-1.csv']);
    expect(done?.byHand.join(' ')).not.toContain('CSV');
    expect(jpegsIn(waiting(archive, 'adobe'))).toEqual(['IMG1.jpg', 'IMG2.jpg']);
    refuses.now = false;
    expect((await deliver(archive, outlets))[0]).toMatchObject({ sent: 1, problems: [] });
    expect([...server.files.keys()].sort()).toEqual([
      ...['IMG1.jpg', 'IMG2.jpg', 'adobe-1.csv', 'adobe-2.csv'],
    ]);
  });

  it('stops at a copy or a CSV that is written to meanwhile, and sends it the next time', async () => {
    let change: ((name: string) => void) | undefined;
    const server = await startOddFtp({
      reply(command) {
        const name = /^STOR \.(\S+)\.[0-9a-f]{12}\.part$/.exec(command)?.[1];
        if (name !== undefined) change?.(name);
        return undefined;
      },
    });
    onTestFinished(() => server.close());
    const archive = await embedded({ 'outlets.adobe.user': 'me' });
    const facts = { way: 'ftp', host: '127.0.0.1', port: server.port, csv: true } as const;
    const outlets = [outletAt('adobe', facts)];
    const written: string[] = [];
    change = (name) => {
      if (name === 'IMG2.jpg') return;
      written.push(name);
      appendFileSync(join(waiting(archive, 'adobe'), name), '\n');
    };
    const [done] = await deliver(archive, outlets);
    expect(done?.problems).toEqual([
      { path: two[0], reason: 'The copy was changed while it was sent.' },
    ]);
    expect(done).toMatchObject({ sent: 1, stopped: { code: 'upload-refused' } });
    expect(done?.stopped?.message).toMatch(/adobe-1\.csv was changed while it was sent\.$/);
    expect(written).toEqual(['IMG1.jpg', 'adobe-1.csv']);
    change = undefined;
    const [again] = await deliver(archive, outlets);
    expect(again).toMatchObject({ made: 1, sent: 1, problems: [], stopped: undefined });
    const names = [...server.files.keys()].sort();
    expect(names).toEqual(['IMG1.jpg', 'IMG2.jpg', 'adobe-1.csv', 'adobe-2.csv']);
  });

  it('sends nothing to a server that has whatever it is asked for', async () => {
    const server = await startOddFtp({
      reply: (command) => (command.startsWith('SIZE') ? '213 5' : undefined),
    });
    onTestFinished(() => server.close());
    const archive = await embedded({ 'outlets.adobe.user': 'me' });
    const facts = { way: 'ftp', host: '127.0.0.1', port: server.port } as const;
    const [done] = await deliver(archive, [outletAt('adobe', facts)]);
    expect(done).toMatchObject({ made: 0, sent: 0, stopped: { code: 'upload-refused' } });
    expect(done?.stopped?.message).toContain('which nobody has sent');
    expect(server.files.size).toBe(0);
  });

  it('says what is missing, and asks nothing of a catalog', async () => {
    const archive = await embedded({});
    archive.catalog.run(
      "INSERT INTO meta (key, value) VALUES ('deliver.folder', '\"/elsewhere\"')",
    );
    const outlets = ['adobe', 'folder', 'picfair'].map((id) => {
      const found = builtInOutlets().find((outlet) => outlet.id === id);
      if (found === undefined) throw new Error(id);
      return found;
    });
    const { blocked, outlets: plans } = await planDelivery(contextOf(archive), { outlets });
    expect(blocked.map(({ error }) => error.message)).toEqual([
      'Who you are at Adobe Stock is not set.',
      'Which folder A folder of your own is, is not set.',
    ]);
    expect(plans.map(({ folder, server }) => [folder, server])).toEqual([
      [waiting(archive, 'picfair'), undefined],
    ]);
  });

  it('writes no CSV over that of another archive in the same folder', async () => {
    const into = join(own, 'together');
    const outlets = [outletAt('adobe', {})];
    const names: string[][] = [];
    for (const text of ['Gulls in the first', 'Gulls in the second']) {
      const archive = await embedded({});
      edit(archive, text);
      const context = contextOf(archive);
      for (const _ of ['once', 'again']) {
        const [done] = await runDelivery(context, await planDelivery(context, { outlets, into }));
        names.push([...(done?.csv ?? [])]);
      }
    }
    expect(names.flat()).toEqual(['adobe-1.csv', 'adobe-1.csv', 'adobe-2.csv', 'adobe-2.csv']);
    const texts = [1, 2].map((at) => readFileSync(join(into, 'adobe', `adobe-${at}.csv`), 'utf8'));
    expect(texts[0]).toContain('Gulls in the first');
    expect(texts[1]).toContain('Gulls in the second');
  });
});

/** The command of FTP at which the program is killed, before or after the server has done what it says. */
const moments = ['STOR', 'RNFR', 'RNTO', 'after RNTO'] as const;

/** Each at a directory and at an inbox, in turns the one and the other first. */
const kills = moments.flatMap((moment, at) =>
  [at % 2 === 0, at % 2 !== 0].map((inbox) => ({
    moment,
    where: inbox ? 'an inbox' : 'a directory',
    inbox,
    direct: false,
  })),
);

describe('killed while it uploads', () => {
  it.each([
    ...someOf(kills, ({ moment }) => moment),
    {
      moment: 'STOR',
      where: 'an inbox that wants files under their own names',
      inbox: true,
      direct: true,
    } as const,
  ])('at $moment to $where', async ({ moment, inbox, direct }) => {
    let worker: ChildProcess | undefined;
    const stored: string[] = [];
    const arrived: string[] = [];
    const server = await startOddFtp({
      reply(command, files) {
        const [verb, name = ''] = command.split(' ');
        if (verb === 'STOR' && name.endsWith('.part')) stored.push(name);
        if (verb === 'RNTO') arrived.push(name);
        if (moment.endsWith('RNTO') && moment.startsWith('after')) {
          if (arrived.length > 0 && verb === 'SIZE' && name === arrived.at(-1)) kill();
        } else if (verb === moment) kill();
        // An inbox has taken it up before anybody can ask.
        if (inbox && verb === 'SIZE' && arrived.includes(name)) files.delete(name);
        return undefined;
      },
    });
    const kill = () => {
      worker?.kill('SIGKILL');
      worker = undefined;
    };
    onTestFinished(() => server.close());
    const settings = { 'outlets.adobe.user': 'me' };
    const archive = await embedded(settings);
    const facts = { way: 'ftp', host: '127.0.0.1', port: server.port } as const;
    const delivery = { ...facts, inbox, direct, connections: 1 };
    const outlets = [outletAt('adobe', delivery)];
    // The copies are there already: what is killed does nothing but upload.
    const context = contextOf(archive);
    const [plan] = (await planDelivery(context, { outlets })).outlets;
    if (plan === undefined) throw new Error('no plan');
    makeDeliveryFolder(archive, plan.folder);
    await makeCopies(context, plan, false);
    const copies = new Map(
      jpegsIn(plan.folder).map((name) => [name, readFileSync(join(plan.folder, name))]),
    );
    archive.close();
    const task = JSON.stringify({ root: archive.root, settings, delivery });
    worker = spawn(
      process.execPath,
      ['--import', './test/helpers/tsx.ts', 'test/pipeline/deliver/upload-worker.ts', task],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    const [, signal] = await once(worker, 'exit');
    expect(signal).toBe('SIGKILL');
    worker = undefined;
    const reopened = await reopen(archive.root, settings);
    const [done] = await deliver(reopened, outlets);
    expect(done?.stopped).toBeUndefined();
    if (direct) {
      // Nobody can know: a person looks, and says it.
      const doubts = done?.problems.map(({ reason }) => reason) ?? [];
      for (const doubt of doubts) expect(doubt).toContain('cannot be told');
      markAs(contextOf(reopened), outlets, 'delivered', undefined);
    } else {
      expect(done?.problems).toEqual([]);
      // Each got its name once, and none was begun again after that.
      expect(arrived.sort()).toEqual([...new Set(arrived)].sort());
      if (moment !== 'STOR') expect(stored).toEqual([...new Set(stored)]);
    }
    expect(countDeliveries(reopened.catalog)).toEqual([
      { outlet: 'adobe', state: 'delivered', photos: 2 },
    ]);
    if (!inbox)
      for (const [name, bytes] of copies) expect(server.files.get(name)?.bytes).toEqual(bytes);
    const [again] = await deliver(reopened, outlets);
    expect([again?.sent, again?.made]).toEqual([0, 0]);
  });
});

async function reopen(root: string, settings: Partial<Settings>): Promise<Archive> {
  const archive = await openAgain(root, settings);
  onTestFinished(() => archive.close());
  const logins = {
    password: async () => 'correct-horse-7',
    knownHosts: join(own, 'known_hosts'),
    unprotected: { isAllowed: () => true, allow: () => undefined },
  };
  return { ...archive, logins };
}
