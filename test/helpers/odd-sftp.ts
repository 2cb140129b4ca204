/** A server that speaks SFTP as it is told to, with its files in memory. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2, { type SFTPWrapper } from 'ssh2';

/** Statuses of the protocol, draft-ietf-secsh-filexfer-02. */
export const sftpStatus = {
  ok: 0,
  end: 1,
  noSuchFile: 2,
  denied: 3,
  failure: 4,
  unknown: 8,
} as const;

export type OddSftp = {
  readonly port: number;
  readonly files: Map<string, Buffer>;
  /** What was asked, with its name. */
  readonly asked: readonly string[];
  /** Names of files that were opened and not closed. */
  readonly open: () => readonly string[];
  readonly close: () => void;
};

/** The status that is given instead of doing what is asked; undefined where it is done. */
type Refusal = (what: string, name: string) => number | undefined;

export function startOddSftp(refusal: Refusal): Promise<OddSftp> {
  const files = new Map<string, Buffer>();
  const asked: string[] = [];
  const handles = new Map<number, string>();
  let last = 0;
  const server = new ssh2.Server({ hostKeys: [hostKey()] }, (client) => {
    client.on('error', () => undefined);
    client.on('authentication', (context) => context.accept());
    client.on('ready', () =>
      client.on('session', (accept) => accept().on('sftp', (acceptSftp) => serve(acceptSftp()))),
    );
  });
  function serve(sftp: SFTPWrapper): void {
    const nameOf = (handle: Buffer) => handles.get(handle.readUInt32BE(0)) ?? '';
    /** Answers with a refusal, or has it done. */
    const on = (id: number, what: string, name: string, work: () => number | undefined) => {
      asked.push(`${what} ${name}`);
      const said = refusal(what, name) ?? work();
      if (said !== undefined) sftp.status(id, said);
    };
    sftp.on('OPEN', (id, name, flags) =>
      on(id, 'open', name, () => {
        const isRead = (flags & ssh2.utils.sftp.OPEN_MODE.WRITE) === 0;
        if (isRead && !files.has(name)) return sftpStatus.noSuchFile;
        if ((flags & ssh2.utils.sftp.OPEN_MODE.TRUNC) !== 0) files.set(name, Buffer.alloc(0));
        const handle = Buffer.alloc(4);
        handle.writeUInt32BE(++last);
        handles.set(last, name);
        sftp.handle(id, handle);
        return undefined;
      }),
    );
    sftp.on('WRITE', (id, handle, at, data) =>
      on(id, 'write', nameOf(handle), () => {
        const before = files.get(nameOf(handle)) ?? Buffer.alloc(0);
        const after = Buffer.alloc(Math.max(before.length, at + data.length));
        before.copy(after);
        data.copy(after, at);
        files.set(nameOf(handle), after);
        return sftpStatus.ok;
      }),
    );
    sftp.on('READ', (id, handle, at, length) =>
      on(id, 'read', nameOf(handle), () => {
        const piece = (files.get(nameOf(handle)) ?? Buffer.alloc(0)).subarray(at, at + length);
        if (piece.length === 0) return sftpStatus.end;
        sftp.data(id, piece);
        return undefined;
      }),
    );
    sftp.on('CLOSE', (id, handle) =>
      on(id, 'close', nameOf(handle), () => {
        handles.delete(handle.readUInt32BE(0));
        return sftpStatus.ok;
      }),
    );
    const stat = (id: number, name: string) =>
      on(id, 'stat', name, () => {
        const file = files.get(name);
        if (file === undefined) return sftpStatus.noSuchFile;
        sftp.attrs(id, { mode: 0o100644, uid: 0, gid: 0, size: file.length, atime: 0, mtime: 0 });
        return undefined;
      });
    sftp.on('STAT', stat).on('LSTAT', stat);
    sftp.on('FSTAT', (id, handle) => stat(id, nameOf(handle)));
    sftp.on('REMOVE', (id, name) =>
      on(id, 'remove', name, () => (files.delete(name) ? sftpStatus.ok : sftpStatus.noSuchFile)),
    );
    sftp.on('RENAME', (id, from, to) =>
      on(id, 'rename', to, () => {
        const file = files.get(from);
        if (file === undefined || files.has(to)) return sftpStatus.failure;
        files.delete(from);
        files.set(to, file);
        return sftpStatus.ok;
      }),
    );
  }
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({
        port: (server.address() as AddressInfo).port,
        files,
        asked,
        open: () => [...handles.values()],
        close: () => server.close(),
      }),
    );
  });
}

function hostKey(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'proofsheet-odd-sftp-'));
  const file = join(folder, 'key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
  const key = readFileSync(file);
  rmSync(folder, { recursive: true });
  return key;
}
