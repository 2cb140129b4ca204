/** The picture of a request: out of a data URL, or fetched from this very machine; looked at once per content. */
import { hash } from 'node:crypto';
import type { Size } from '../photo.ts';
import { badRequest, type Refusal } from './api-error.ts';
import { type Look, look, readGrid } from './look.ts';
import { pictureHead } from './picture-size.ts';

export type Seen = {
  /** A digest of the picture's content. */
  readonly key: string;
  readonly size: Size;
  readonly look: Look;
};

export type SeenOrRefused = { readonly seen: Seen } | { readonly refusal: Refusal };

const dataUrl = /^data:image\/(?:jpeg|jpg|png|webp|gif);base64,/;
/** Base64 of this many characters holds the head of nearly every picture; a multiple of four. */
const headCharacters = 120_000;
const largestDownload = 50 * 1024 * 1024;
const downloadTimeout = 10_000;
const remembered = 20_000;

/**
 * The size of a picture that came in the request, without decoding it; undefined for a web address or a picture that
 * is none.
 */
export function sizeInUrl(url: string): Size | undefined {
  const start = dataUrl.exec(url)?.[0].length;
  if (start === undefined) return undefined;
  const begin = Buffer.from(url.slice(start, start + headCharacters), 'base64');
  const head = pictureHead(begin) ?? pictureHead(Buffer.from(url.slice(start), 'base64'));
  return head?.size;
}

/** Looks at pictures and remembers what it saw, so that a hundred thousand equal ones are decoded once. */
export class Viewer {
  readonly #seen = new Map<string, Promise<SeenOrRefused>>();

  /** The picture at `url`, or why the service cannot use it. */
  view(url: string): Promise<SeenOrRefused> {
    const start = dataUrl.exec(url)?.[0].length;
    if (start === undefined) return viewAddress(url);
    const key = hash('sha1', url);
    const known = this.#seen.get(key);
    if (known !== undefined) return known;
    const seen = viewBytes(Buffer.from(url.slice(start), 'base64'), key);
    this.#seen.set(key, seen);
    const oldest = this.#seen.keys().next().value;
    if (this.#seen.size > remembered && oldest !== undefined) this.#seen.delete(oldest);
    return seen;
  }
}

async function viewBytes(bytes: Buffer, key: string): Promise<SeenOrRefused> {
  const head = pictureHead(bytes);
  if (head === undefined) return { refusal: notAPicture() };
  try {
    return { seen: { key, size: head.size, look: look(await readGrid(bytes)) } };
  } catch {
    return { refusal: notAPicture() };
  }
}

function notAPicture(): Refusal {
  return badRequest(
    'You uploaded an unsupported image. Please make sure your image is valid and is one of: png, jpeg, gif, webp.',
    null,
    'image_parse_error',
  );
}

/** Only addresses of this machine are fetched: a rehearsal reaches nobody. */
async function viewAddress(url: string): Promise<SeenOrRefused> {
  if (!isLoopback(url)) return { refusal: badAddress(url) };
  try {
    const response = await fetch(url, {
      redirect: 'error',
      signal: AbortSignal.timeout(downloadTimeout),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    if (!response.ok || bytes.length > largestDownload) return { refusal: badAddress(url) };
    return await viewBytes(bytes, hash('sha1', bytes));
  } catch {
    return { refusal: badAddress(url) };
  }
}

function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return (
    (protocol === 'http:' || protocol === 'https:') &&
    (hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname))
  );
}

/** The refusal of an address that cannot be fetched. */
export function badAddress(url: string): Refusal {
  return badRequest(
    /^https?:/i.test(url)
      ? `Error while downloading ${url}.`
      : "Invalid image URL. Expected a base64-encoded data URL with an image MIME type (for example 'data:image/png;base64,...').",
    'url',
    'invalid_image_url',
  );
}
