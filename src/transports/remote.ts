/** Where files are put: a folder, a server, or a bucket, as the user names it. */

/** `ftps` begins in the clear and changes to TLS (explicit); `ftps-implicit` is TLS from the first byte. */
export type RemoteKind = 'folder' | 'ftp' | 'ftps' | 'ftps-implicit' | 'sftp' | 's3';

export type Remote = {
  readonly kind: RemoteKind;
  /** A name or address; of S3 the address of the service, which may begin with `http://`. Empty for a folder. */
  readonly host: string;
  /** 0 for the usual one. */
  readonly port: number;
  /** Of S3 the id of the access key. */
  readonly user: string;
  /** Where files go: a path as the server shows it; of S3 the bucket, and behind a slash what the names begin with. */
  readonly directory: string;
  /** S3 only: a part of what is signed; and whether the bucket is named in the path or in front of the host. */
  readonly region?: string;
  readonly bucketIn?: 'path' | 'host';
  /** SFTP only: a file with a private key. */
  readonly keyFile?: string;
  /** Files taken up by an inbox are gone from it as soon as they are there: not finding one is no loss. */
  readonly isInbox?: boolean;
  /** Send a file under its own name from the beginning, for inboxes that take up whatever they see. */
  readonly isDirect?: boolean;
  /** Files sent at once, each over a connection of its own. */
  readonly connections?: number;
};

/** What opens a remote, and what is remembered of it. */
export type RemoteAccess = {
  /** Asked when it is needed; undefined where there is none. Of S3 the secret key. */
  readonly password: (signal: AbortSignal) => Promise<string | undefined>;
  /** The file with the host keys of SFTP servers. */
  readonly knownHosts: string;
  /** Waits, unless the signal says otherwise. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
};

const usualPorts = { ftp: 21, ftps: 21, 'ftps-implicit': 990, sftp: 22 } as const;

/** The port of a server, the usual one where none is given. */
export function portOf({ kind, port }: Remote): number {
  return port !== 0 || kind === 'folder' || kind === 's3' ? port : usualPorts[kind];
}

const kindWords = {
  ftp: 'FTP',
  ftps: 'FTPS',
  'ftps-implicit': 'FTPS',
  sftp: 'SFTP',
} as const;

/** `photos.example:2222/previews (SFTP)`: as people read it, and without a name. */
export function remoteText(remote: Remote): string {
  const { kind, host, directory } = remote;
  if (kind === 'folder') return directory;
  if (kind === 's3') return `${host}/${directory} (S3)`;
  const port = portOf(remote);
  const shownPort = port === usualPorts[kind] ? '' : `:${port}`;
  const path = directory === '' ? '' : `/${directory.replace(/^\//, '')}`;
  return `${host}${shownPort}${path} (${kindWords[kind]})`;
}
