/**
 * The one place that takes secrets out of what is shown: screen, messages, stack traces, JSON. It knows the secrets of
 * this run by their value, and those of others (servers quote them) by their form.
 */

/** In the place of a key. */
const keyMark = '(the key)';
const hidden = '(hidden)';

/** The longest first, which may hold others. */
let known: readonly Known[] = [];

type Known = { readonly value: string; readonly shown: RegExp; readonly mark: string };

/**
 * Remembers a secret of this run, so that it is shown nowhere. Short words, which local servers take for a key, are none.
 */
export function rememberSecret(secret: string | undefined): void {
  const value = secret?.trim() ?? '';
  if (isSecret(value)) remember(value, keyMark);
}

/** Shorter ones are words of every text, which nobody could read any more. */
const shortestPassword = 6;

/** Remembers a password of a server that files go to. They are shorter than keys, and chosen by people. */
export function rememberPassword(password: string | undefined): void {
  if (password !== undefined && password.trim().length >= shortestPassword)
    remember(password.trim(), hidden);
}

function remember(value: string, mark: string): void {
  if (known.some((one) => one.value === value)) return;
  const parts = value.split(gap).filter((part) => part !== '');
  // Whoever quotes a key with line breaks in it may show them in any way, or give it piece by piece.
  const whole = parts.map(escaped).join(shownGap);
  const forms = [whole, encoded(value), ...parts.filter(isSecret).flatMap(formsOf)];
  const added = { value, shown: new RegExp(forms.join('|'), 'g'), mark };
  known = [...known, added].toSorted((one, other) => other.value.length - one.value.length);
}

/** Remembers what is secret in an address: its name and password, and tokens behind it. */
export function rememberSecretsIn(address: string | undefined): void {
  const parsed = URL.parse(address ?? '');
  if (parsed === null) return;
  const tokens = [...parsed.searchParams].filter(([name]) => isNameOfSecret(name));
  for (const secret of [parsed.password, ...tokens.map(([, value]) => value)]) {
    rememberSecret(secret);
    rememberSecret(decoded(secret));
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

const gap = /[\s\p{Cc}]+/u;
/** A line break or a space in a key, as errors, JSON, addresses and our own printing write them. */
const shownGap = '(?:[\\s\\x00-\\x1f\\x7f\u2400-\u2421]|\\\\[nrt]|%[01][0-9A-Fa-f]|%20)*';

function isSecret(value: string): boolean {
  if (value.length >= 16) return true;
  return value.startsWith('sk-') ? value.length > 5 : value.length >= 8 && /\d/.test(value);
}

/** A secret as it is, in an address, and in the header of a proxy. */
function formsOf(value: string): string[] {
  return [...new Set([escaped(value), encoded(value)])];
}

const encoded = (value: string) => escaped(encodeURIComponent(value.toWellFormed()));

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** What only keys and addresses hold: without one of these, nothing has to be looked at closely. */
const suspicious = /:\/\/|sk-|bearer|basic/i;
const address = /\b([a-z][a-z0-9+.-]{1,20}:\/\/)([^\s"'<>]{1,2000})/gi;
const isNameOfSecret = (name: string) => `?${name}=x`.search(secretNames) === 0;
const secretNames =
  /([?&;#](?:[a-z]{1,20}[-_]){0,3}(?:api[-_]?key|key|token|auth|authorization|sig|signature|secret|password|passwd|pwd)=)[^&#;]+/gi;
const keys =
  /\bsk-(?:proj|svcacct|admin|None|ant|or|live|test)-(?=[\w-]{0,200}\d)[\w-]{16,}|\bsk-(?=\w{0,200}\d)\w{20,}/g;
const credentials = /\b(Bearer|Basic)\s+(?=\S{0,200}[\d=])[\w.~+/=-]{16,}/gi;

/** The same text without the secrets of this run. What may only look like one stays: for texts that are taken in again. */
export function withoutOwnSecrets(text: string): string {
  let shown = text;
  for (const { shown: pattern, mark } of known) shown = shown.replace(pattern, mark);
  return shown;
}

/** The same text without secrets: keys, passwords and tokens in addresses, credentials of headers. */
export function redacted(text: string): string {
  const shown = withoutOwnSecrets(text);
  if (!suspicious.test(shown)) return shown;
  return shown
    .replace(address, (_, scheme: string, rest: string) => scheme + addressWithout(rest))
    .replace(keys, keyMark)
    .replace(credentials, `$1 ${hidden}`);
}

/** What stands behind `://`, without the name and password in front of the host, and without tokens. */
function addressWithout(rest: string): string {
  const end = rest.search(/[/?#]/);
  const host = end === -1 ? rest : rest.slice(0, end);
  const at = host.lastIndexOf('@');
  // A password may hold a slash that should have been encoded; a number before it is a port.
  const late = at === -1 && /^[^/?#:@]+:(?!\d*$)/.test(host) ? rest.lastIndexOf('@') : at;
  const shown = late === -1 ? rest : `${hidden}${rest.slice(late)}`;
  return shown.replace(secretNames, `$1${hidden}`);
}
