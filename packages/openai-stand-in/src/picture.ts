/** The picture of a request: out of a data URL, or fetched from this very machine; decoded once per content. */
import { hash } from 'node:crypto';
import { badRequest, type Refusal } from './errors.ts';
import { gridEdge, type Picture, type Size } from './model.ts';

type Viewed = { readonly picture: Picture } | { readonly refusal: Refusal };

const dataUrl = /^data:image\/(?:jpeg|jpg|png|webp|gif);base64,/;
const largestDownload = 50 * 1024 * 1024;
const downloadTimeout = 10_000;
const remembered = 20_000;

/** Decodes pictures and remembers them, so that a hundred thousand equal ones are decoded once. */
export class Viewer {
  readonly #sizes = new Map<string, Promise<Size | undefined>>();
  readonly #viewed = new Map<string, Promise<Viewed>>();

  /** The size of a picture that came in the request; undefined for a web address or a picture that is none. */
  size(url: string): Promise<Size | undefined> {
    const bytes = bytesIn(url);
    return bytes === undefined
      ? Promise.resolve(undefined)
      : once(this.#sizes, hash('sha1', url), () => sizeOf(bytes()).catch(() => undefined));
  }

  /** The picture at `url`, or why the service cannot use it. */
  view(url: string): Promise<Viewed> {
    const bytes = bytesIn(url);
    if (bytes === undefined) return viewAddress(url);
    const key = hash('sha1', url);
    return once(this.#viewed, key, () => decode(bytes(), key));
  }
}

/** The value of a key, made at most once while it is remembered. */
function once<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  const [oldest] = known.keys();
  if (known.size > remembered && oldest !== undefined) known.delete(oldest);
  return made;
}

function bytesIn(url: string): (() => Buffer) | undefined {
  const start = dataUrl.exec(url)?.[0].length;
  return start === undefined ? undefined : () => Buffer.from(url.slice(start), 'base64');
}

async function sizeOf(bytes: Buffer): Promise<Size> {
  const { default: sharp } = await import('sharp');
  const { width, height } = await sharp(bytes).metadata();
  return { width, height };
}

async function decode(bytes: Buffer, key: string): Promise<Viewed> {
  try {
    const { default: sharp } = await import('sharp');
    const size = await sizeOf(bytes);
    const pixels = await sharp(bytes, { failOn: 'error' })
      .resize(gridEdge, gridEdge, { fit: 'fill', kernel: 'linear' })
      .flatten()
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer();
    return { picture: { key, size, pixels } };
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

/** Only addresses of this machine are fetched: the stand-in reaches nobody. */
async function viewAddress(url: string): Promise<Viewed> {
  if (!isLoopback(url)) return { refusal: badAddress(url) };
  try {
    const response = await fetch(url, {
      redirect: 'error',
      signal: AbortSignal.timeout(downloadTimeout),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    if (!response.ok || bytes.length > largestDownload) return { refusal: badAddress(url) };
    return await decode(bytes, hash('sha1', bytes));
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
