/**
 * The proxy that leads out of an office or a university, from the variables that curl and others read too. Node's own
 * support is switched on; it came in pieces (22.21 and 24.5 at the start of Node, 24.14 for a program that runs).
 */
import { StopError } from './errors.ts';
import { rememberSecret } from './secrets.ts';

/** Loaded when a proxy is asked for: an import would bring Node's whole web client with it, at every start. */
const http = () => process.getBuiltinModule('node:http');

type Environment = Readonly<Record<string, string | undefined>>;

/** A proxy that the environment names. */
type Proxy = {
  readonly variable: string;
  /** Without name and password. */
  readonly address: string;
  readonly isWithPassword: boolean;
};

/** The proxy for addresses of this scheme; small letters go before large ones, as in curl. @throws StopError `settings-invalid` */
function proxyFor(scheme: 'http' | 'https', env: Environment): Proxy | undefined {
  const variable = [`${scheme}_proxy`, `${scheme}_proxy`.toUpperCase()].find(
    (name) => (env[name] ?? '') !== '',
  );
  if (variable === undefined) return undefined;
  const given = env[variable] ?? '';
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.hostname === '')
    throw new StopError(
      'settings-invalid',
      `The environment variable ${variable} is not the address of a proxy that can be used.`,
      'Write it as http://proxy.example.com:3128, or unset it. SOCKS proxies are not supported.',
    );
  rememberSecret(decodeURIComponent(url.password));
  return { variable, address: `${url.protocol}//${url.host}`, isWithPassword: url.username !== '' };
}

/** Where no proxy can lead: back to this computer. */
const ownAddresses = ['localhost', '127.0.0.1', '::1'];

/** Hosts that are called without the proxy, as the environment lists them. */
function exceptions(env: Environment): string {
  return env['no_proxy'] || env['NO_PROXY'] || '';
}

/** Whether this Node was started so that it uses proxies, or can be told to while it runs. */
function canUseProxies(env: Environment): boolean {
  return 'setGlobalProxyFromEnv' in http() || env['NODE_USE_ENV_PROXY'] === '1';
}

export type ProxyUse = {
  readonly proxy: Proxy;
  /** False where this Node is too old for it. */
  readonly isUsed: boolean;
  /** As the user lists them; empty when there are none. */
  readonly except: string;
};

/**
 * The proxy through which an address is called; undefined where it is called directly.
 * @throws StopError `settings-invalid` where a variable holds no address
 */
export function proxyOf(url: string, env: Environment = process.env): ProxyUse | undefined {
  const { protocol, hostname } = new URL(url);
  const proxy = proxyFor(protocol === 'http:' ? 'http' : 'https', env);
  const except = exceptions(env);
  const host = hostname.replace(/^\[|\]$/g, '');
  const isExcepted = [...ownAddresses, ...except.split(/[\s,]+/)].some((entry) =>
    isListed(host, entry),
  );
  if (proxy === undefined || isExcepted) return undefined;
  return { proxy, isUsed: canUseProxies(env), except };
}

/** As undici reads them: a host, a domain with what is below it, or all; ports are passed over here. */
function isListed(host: string, entry: string): boolean {
  const name = entry
    .toLowerCase()
    .replace(/:\d+$/, '')
    .replace(/^\*?\./, '');
  return name === '*' || (name !== '' && (host === name || host.endsWith(`.${name}`)));
}

let isOn = false;

/** Has all calls go through the proxies of the environment from now on. @throws StopError `settings-invalid` */
export function goThroughProxies(env: Environment = process.env): void {
  const proxies = [proxyFor('http', env), proxyFor('https', env)];
  if (isOn || proxies.every((proxy) => proxy === undefined)) return;
  isOn = true;
  const client = http();
  if (!('setGlobalProxyFromEnv' in client)) return;
  const except = [exceptions(env), ...ownAddresses].filter(Boolean).join(',');
  client.setGlobalProxyFromEnv({ ...env, no_proxy: except, NO_PROXY: except });
}
