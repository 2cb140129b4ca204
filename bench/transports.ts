/** Uploads to real servers on loopback, against the clients that people use: the same files, one after the other and back. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { promisify } from 'node:util';
import { fileSource } from '../src/transports/source.ts';
import { openTransport } from '../src/transports/transport.ts';
import { type FileServer, startSshd, startVsftpd } from '../test/helpers/file-servers.ts';
import { type Bench, interleaved, type Measured, median } from './measure.ts';

const execute = promisify(execFile);
const files = 12;
const bytes = 8_000_000;
const rounds = 5;

type Rival = {
  readonly program: string;
  readonly missing: string;
  readonly start: () => Promise<FileServer | undefined>;
  /** Uploads all files of a folder. */
  readonly upload: (server: FileServer, folder: string) => Promise<unknown>;
};

const rivals: Readonly<Record<'transport-sftp' | 'transport-ftps', Rival>> = {
  'transport-sftp': {
    program: 'sftp',
    missing: 'sshd or sftp is not installed (Debian packages openssh-server, openssh-client)',
    start: startSshd,
    async upload({ remote, keys }, folder) {
      const batch = join(folder, '..', 'batch');
      await writeFile(batch, `cd "${remote.directory}"\nput ${folder}/*.jpg\n`);
      const options = [
        'StrictHostKeyChecking=no',
        'UserKnownHostsFile=/dev/null',
        'LogLevel=ERROR',
      ];
      const words = ['-P', `${remote.port}`, '-i', join(keys, 'user'), '-b', batch];
      const given = options.flatMap((option) => ['-o', option]);
      return execute('sftp', [...given, ...words, `${remote.user}@${remote.host}`]);
    },
  },
  'transport-ftps': {
    program: 'lftp',
    missing: 'vsftpd or lftp is not installed (Debian packages of these names)',
    start: () => startVsftpd('ftps'),
    upload({ remote, keys, password }, folder) {
      const script = [
        `set ssl:ca-file ${join(keys, 'certificate.pem')}`,
        'set ftp:ssl-force true',
        'set ftp:ssl-protect-data true',
        `open -u ${remote.user},${password} -p ${remote.port} ftp://${remote.host}`,
        `cd ${remote.directory}`,
        `mput -P 2 ${folder}/*.jpg`,
        'bye',
      ];
      return execute('lftp', ['-c', script.join('; ')]);
    },
  },
};

function benchOf(name: keyof typeof rivals): Bench {
  const rival = rivals[name];
  return {
    name,
    about: `upload of ${files} files of ${bytes / 1e6} MB over loopback, against ${rival.program}`,
    unit: `times ${rival.program}`,
    target: { kind: 'at least', value: 0.8 },
    measure: () => measure(rival),
  };
}

export const transportBenches: readonly Bench[] = [
  benchOf('transport-sftp'),
  benchOf('transport-ftps'),
];

async function measure({ program, missing, start, upload }: Rival): Promise<Measured> {
  const server = await start();
  const has = await execute('which', [program]).then(
    () => true,
    () => false,
  );
  if (server === undefined || !has) {
    await server?.stop();
    return { skipped: missing };
  }
  const root = await mkdtemp(join(tmpdir(), 'proofsheet-bench-transports-'));
  const folder = join(root, 'files');
  try {
    await execute('mkdir', [folder]);
    for (let index = 0; index < files; index++)
      await writeFile(join(folder, `${index}.jpg`), randomBytes(bytes));
    if (server.password !== undefined) {
      const certificate = await readFile(join(server.keys, 'certificate.pem'), 'utf8');
      tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificate]);
    }
    const emptied = async (work: Promise<unknown>) => {
      await work;
      const names = await readdir(server.folder);
      if (names.length !== files) throw new Error(`${names.length} files arrived`);
      for (const name of names) await rm(join(server.folder, name), { force: true });
    };
    const times = await interleaved(rounds, {
      ours: () => emptied(ours(server, folder, join(root, 'known_hosts'))),
      theirs: () => emptied(upload(server, folder)),
    });
    const [mine, other] = [median(times.ours), median(times.theirs)];
    const rate = (time: number) => `${((files * bytes) / 1e3 / time).toFixed(0)} MB/s`;
    return {
      value: other / mine,
      notes: [
        `ours ${rate(mine)}, ${program} ${rate(other)}, logging in included, median of ${rounds} rounds`,
      ],
    };
  } finally {
    await rm(root, { recursive: true });
    await server.stop();
  }
}

async function ours(server: FileServer, folder: string, knownHosts: string): Promise<void> {
  const access = { password: async () => server.password, knownHosts, wait: async () => undefined };
  const transport = openTransport(server.remote, access, new AbortController().signal);
  const names = await readdir(folder);
  await Promise.all(
    names.map(async (name) => transport.put(await fileSource(join(folder, name)), name)),
  );
  transport.close();
}
