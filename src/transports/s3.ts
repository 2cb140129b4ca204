/** S3 and services that speak as it does: whole files by PUT, signed by aws4fetch (AWS Signature Version 4). */
import { hash } from 'node:crypto';
import { extname } from 'node:path';
import { pipeline, Transform } from 'node:stream';
import { StopError } from '../errors.ts';
import { bounds } from './bounds.ts';
import type { Connect } from './connection.ts';
import {
  BrokenConnection,
  loginRefused,
  networkFailure,
  RefusedByServer,
  refusedThere,
  remoteFull,
  serverWords,
} from './failures.ts';
import { callWithin, type HttpReply, type HttpRequest } from './http.ts';
import { type Remote, remoteText } from './remote.ts';
import type { Source } from './source.ts';

const types: Readonly<Record<string, string>> = { '.jpg': 'image/jpeg', '.csv': 'text/csv' };
const nothing = hash('sha256', '');

export const connectS3: Connect = async (remote, access, signal) => {
  const { AwsV4Signer } = await import('aws4fetch');
  const secret = (await access.password(signal)) ?? '';
  const base = baseOf(remote);
  const region = remote.region || 'us-east-1';
  const ask = async (
    method: HttpRequest['method'],
    name: string,
    {
      sent,
      most: bytes,
    }: {
      readonly sent?: { readonly source: Source; readonly onSent: (bytes: number) => void };
      readonly most?: number;
    } = {},
  ): Promise<HttpReply> => {
    const url = new URL(`${base}${name === '' ? '' : `/${encodeURIComponent(name)}`}`);
    const given = {
      'x-amz-content-sha256': sent?.source.hash ?? nothing,
      ...(sent && {
        'content-type': types[extname(name).toLowerCase()] ?? 'application/octet-stream',
      }),
    };
    const keys = { accessKeyId: remote.user, secretAccessKey: secret, service: 's3', region };
    const signed = await new AwsV4Signer({ method, url: url.href, headers: given, ...keys }).sign();
    const headers = {
      ...Object.fromEntries(signed.headers),
      ...(sent && { 'content-length': String(sent.source.bytes) }),
    };
    // What is left of it when the call ends early goes with it.
    const body =
      sent && pipeline(await sent.source.read(0), counting(sent.onSent), () => undefined);
    const most = bounds.file + ((sent?.source.bytes ?? bytes ?? 0) / bounds.bytesPerSecond) * 1000;
    try {
      return await callWithin(most, signal, { method, url, headers, body, most: bytes });
    } catch (error) {
      throw networkFailure(remote, error);
    } finally {
      body?.destroy();
    }
  };
  const failureOf = (reply: HttpReply, what: string) => failureIn(remote, secret, reply, what);
  return {
    isAtomic: true,
    doubtful: 0,
    isOpen: () => true,
    facts: [
      base.startsWith('http:')
        ? { about: 'Protection', text: 'none: HTTP sends files in the clear', isOpen: true }
        : { about: 'Protection', text: 'HTTPS' },
    ],
    async size(name) {
      const reply = await ask('HEAD', name);
      if (reply.status === 404) return undefined;
      if (reply.status !== 200) throw failureOf(reply, name);
      const bytes = Number(reply.headers['content-length']);
      return Number.isSafeInteger(bytes) ? bytes : undefined;
    },
    async send(source, name, _start, onSent) {
      if (source.bytes > bounds.put)
        throw new RefusedByServer('files of more than 5 GiB do not go in one piece');
      const reply = await ask('PUT', name, { sent: { source, onSent } });
      if (reply.status < 200 || reply.status > 299) throw failureOf(reply, name);
    },
    async read(name, start, length, sink) {
      const reply = await ask('GET', name, { most: start + length });
      if (reply.status >= 500) throw failureOf(reply, name);
      sink.end(reply.body.subarray(start));
      return reply.status === 200;
    },
    rename: () => Promise.reject(new Error('S3 does not rename')),
    async remove(name) {
      const reply = await ask('DELETE', name);
      const isGone = reply.status === 404 || (reply.status >= 200 && reply.status < 300);
      if (!isGone) throw failureOf(reply, name);
    },
    close: () => undefined,
  };
};

function counting(onSent: (bytes: number) => void): Transform {
  let sent = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sent += chunk.length;
      onSent(sent);
      done(null, chunk);
    },
  });
}

/** The address that names are put behind. @throws StopError `settings-invalid` */
function baseOf({ host, port, directory, bucketIn = 'path' }: Remote): string {
  const given = /^https?:\/\//i.test(host) ? host : `https://${host}`;
  const [bucket = '', ...prefix] = directory.split('/').filter((part) => part !== '');
  if (!URL.canParse(given) || host === '' || bucket === '')
    throw new StopError(
      'settings-invalid',
      'The address of the S3 service or the bucket is not set.',
      'Set the host, for example https://s3.eu-central-1.amazonaws.com, and as directory the bucket, with what names begin with behind a slash.',
    );
  const url = new URL(given);
  if (port !== 0) url.port = String(port);
  if (bucketIn === 'host') url.host = `${bucket}.${url.host}`;
  const parts = bucketIn === 'host' ? prefix : [bucket, ...prefix];
  return [url.origin, ...parts.map(encodeURIComponent)].join('/');
}

/** What the service says of a call that failed, by the codes that S3 documents. */
function failureIn(
  remote: Remote,
  secret: string,
  { status, body, headers }: HttpReply,
  what: string,
): Error {
  const text = body.toString('utf8');
  const code = /<Code>([^<]{1,100})<\/Code>/.exec(text)?.[1] ?? '';
  const message = /<Message>([^<]{1,1000})<\/Message>/.exec(text)?.[1] ?? '';
  const said = serverWords([`status ${status}`, code, message].filter(Boolean).join(', '), secret);
  if (/Quota|StorageFull|InsufficientStorage/i.test(code) || status === 507)
    return remoteFull(remote, what, said);
  // What is asked with HEAD is refused without a word: the service's own time tells it.
  const minutes = Math.round(Math.abs(Date.parse(headers.date ?? '') - Date.now()) / 60_000);
  const isSkewed = minutes >= bounds.clockMinutes;
  if (code === 'RequestTimeTooSkewed' || (status === 403 && isSkewed))
    return new StopError(
      'login-refused',
      `${remote.host} does not accept what is signed with the time of this computer${isSkewed ? `, which is ${minutes} minutes from its own` : ''}: ${said}`,
      'Set the clock of this computer; nothing was sent.',
    );
  if (status === 401 || status === 403) return loginRefused(remote, said);
  const region = headers['x-amz-bucket-region'];
  if ((status >= 300 && status < 400) || (status === 400 && region !== undefined))
    return elsewhere(remote, said, { region, at: headers.location });
  if (code === 'NoSuchBucket') return refusedThere(remote, what, said);
  if (status >= 500 || status === 429 || status === 408)
    return new BrokenConnection(said, { isAnswer: true });
  return new RefusedByServer(said);
}

/** Nothing is followed to where an answer leads: files and what is signed go where the user says. */
function elsewhere(
  remote: Remote,
  said: string,
  { region, at }: { readonly region: unknown; readonly at: string | undefined },
): StopError {
  const url = at !== undefined && URL.canParse(at) ? new URL(at) : undefined;
  const where = [
    ...(region === undefined ? [] : [`in the region ${serverWords(region)}`]),
    ...(url === undefined ? [] : [`at ${serverWords(url.host)}`]),
  ];
  return new StopError(
    'settings-invalid',
    `The bucket is ${where.length === 0 ? 'somewhere else' : where.join(' ')}, and not at ${remoteText(remote)}: ${said}`,
    'Set the host and the region to those of the bucket; nothing was sent.',
  );
}
