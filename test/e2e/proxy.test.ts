/** The network of an office: a proxy is the only way out, and a certificate of the company's own is trusted. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RehearsalServer, startRehearsalServer } from '../../src/rehearsal/server.ts';
import { makeArchive } from '../helpers/archive.ts';
import { run } from '../helpers/program.ts';
import { runWarm } from '../helpers/warm-commands.ts';

/** A name that no resolver knows, so that nothing gets there but through the proxy. */
const host = 'api.example.test';

let service: RehearsalServer;
let certificate: { readonly key: Buffer; readonly cert: Buffer; readonly file: string } | undefined;
let secure: https.Server;
let proxy: http.Server;
/** What the proxy was asked for, and in whose name. */
const asked: { readonly what: string; readonly login: string | undefined }[] = [];

beforeAll(async () => {
  service = await startRehearsalServer();
  certificate = newCertificate();
  secure = https.createServer({ ...certificate }, forward);
  proxy = http.createServer(forward);
  proxy.on('connect', (request, client: Socket) => {
    note(request);
    const isSecure = request.url?.endsWith(':443') === true;
    const server = connect(isSecure ? portOf(secure) : Number(new URL(service.url).port));
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    server.pipe(client).pipe(server);
    for (const [one, other] of [
      [server, client],
      [client, server],
    ] as const)
      one.on('error', () => other.destroy());
  });
  await Promise.all([secure, proxy].map((server) => listening(server)));
});
afterAll(async () => {
  secure.close();
  proxy.close();
  await service.close();
});
function note({ method, url, headers }: http.IncomingMessage): void {
  asked.push({ what: `${method} ${url}`, login: headers['proxy-authorization'] });
}

/** Hands a request on to the service. */
function forward(request: http.IncomingMessage, response: http.ServerResponse): void {
  if (request.url?.startsWith('http') === true) note(request);
  const { pathname, search } = new URL(request.url ?? '', 'http://any');
  const { method, headers } = request;
  const passed = http.request(
    `${new URL(service.url).origin}${pathname}${search}`,
    { method, headers },
    (reply) => {
      response.writeHead(reply.statusCode ?? 500, reply.headers);
      reply.pipe(response);
    },
  );
  request.pipe(passed);
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;
const listening = (server: Server) =>
  new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

/** A certificate that signs itself, for `host`; undefined where there is no OpenSSL to make it. */
function newCertificate() {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  const [key, file] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const words = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key];
  const names = ['-out', file, '-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
  try {
    execFileSync('openssl', [...words, ...names], { stdio: 'pipe' });
  } catch {
    return undefined;
  }
  return { key: readFileSync(key), cert: readFileSync(file), file };
}

/** The environment of an office. */
const office = (more: Record<string, string> = {}) => ({
  OPENAI_API_KEY: 'rehearsal',
  OPENAI_BASE_URL: `https://${host}/v1`,
  HTTPS_PROXY: `http://me:open%2Fsesame99@127.0.0.1:${portOf(proxy)}`,
  ...more,
});

it('is got out of through the proxy, with its certificate, by doctor and by an upload', async (context) => {
  if (certificate === undefined) return context.skip('there is no openssl to make a certificate');
  const env = office({ NODE_EXTRA_CA_CERTS: certificate.file });
  asked.length = 0;
  const examined = await run(['doctor'], { env });
  expect(examined.stdout).toContain(
    `ok   Network: through the proxy http://127.0.0.1:${portOf(proxy)} of HTTPS_PROXY, with a name and password; certificates of ${certificate.file} too`,
  );
  expect(examined.stdout).toContain('ok   Service: ');
  expect(examined.stdout + examined.stderr).not.toContain('sesame');
  const login = `Basic ${Buffer.from('me:open/sesame99').toString('base64')}`;
  expect(asked[0]).toEqual({ what: `CONNECT ${host}:443`, login });

  const root = await makeArchive({ photos: 2, edge: 48 });
  await runWarm(['scan', root]);
  await runWarm(['prepare', root]);
  const sent = await run(['submit', '--yes', root], { env });
  expect(sent.stdout).toContain('the batches go on at the service');
  expect(sent.code).toBe(0);
});

it('is told apart: a certificate nobody trusts, a proxy that is not there or no address, an exception', async (context) => {
  if (certificate === undefined) return context.skip('there is no openssl to make a certificate');
  const untrusted = await run(['doctor'], { env: office() });
  expect(untrusted.stdout).toMatch(
    /BAD {2}Service: no connection to .* through the proxy http:.*certificate/,
  );
  const away = await run(['doctor'], {
    env: office({ https_proxy: 'http://me:open-sesame99@127.0.0.1:9' }),
  });
  expect(away.stdout).toMatch(
    /no connection to .* through the proxy http:\/\/127\.0\.0\.1:9 of https_proxy/,
  );
  expect(away.stdout).not.toContain('sesame');
  const wrong = await run(['doctor'], { env: office({ HTTPS_PROXY: 'socks5://127.0.0.1:1080' }) });
  expect(wrong.stdout).toMatch(
    /BAD {2}Network: The environment variable HTTPS_PROXY is not the address/,
  );
  asked.length = 0;
  const excepted = await run(['doctor'], { env: office({ NO_PROXY: '.example.test' }) });
  expect(excepted.stdout).toContain('ok   Network: no proxy');
  expect(asked).toEqual([]);
});

it('keeps the proxy out of what lies on this computer, and in what is called without encryption', async () => {
  asked.length = 0;
  const address = `http://127.0.0.1:${portOf(proxy)}`;
  const env = { OPENAI_API_KEY: 'rehearsal', http_proxy: address, HTTPS_PROXY: address };
  const own = await run(['doctor'], { env: { ...env, OPENAI_BASE_URL: service.url } });
  expect(own.stdout).toContain('ok   Service: ');
  expect(asked).toEqual([]);
  const other = await run(['doctor'], { env: { ...env, OPENAI_BASE_URL: `http://${host}/v1` } });
  expect(other.stdout).toContain('ok   Service: ');
  expect(asked[0]?.what).toContain(host);
});
