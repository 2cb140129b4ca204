/** The picture of a request: out of a data URL, or fetched from this very machine; decoded once per content. */
import { hash } from 'node:crypto';
import { badRequest } from './errors.ts';
import { gridEdge, type Picture } from './model.ts';

const dataUrl = /^data:image\/(?:jpeg|jpg|png|webp|gif);base64,/;
const loopback = /^https?:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])[:/]/i;
const downloadTimeout = 10_000;
const remembered = 5000;

/** Decodes pictures and remembers them, so that a hundred thousand equal ones are decoded once. */
export class Viewer {
  readonly #fetches: boolean;
  readonly #seen = new Map<string, Promise<Picture>>();

  /** @param fetches whether pictures may be addresses of this machine */
  constructor(fetches: boolean) {
    this.#fetches = fetches;
  }

  /** The picture at `url`. Rejects with a Refusal where the service cannot use it. */
  async view(url: string): Promise<Picture> {
    const start = dataUrl.exec(url)?.[0].length;
    if (start === undefined) return this.#fetched(url);
    const key = hash('sha1', url);
    const seen = this.#seen.get(key) ?? decode(Buffer.from(url.slice(start), 'base64'), key);
    this.#seen.set(key, seen);
    const [oldest] = this.#seen.keys();
    if (this.#seen.size > remembered && oldest !== undefined) this.#seen.delete(oldest);
    return seen;
  }

  /** Only addresses of this machine are fetched: the stand-in reaches nobody. */
  async #fetched(url: string): Promise<Picture> {
    const bytes =
      this.#fetches && loopback.test(url) ? await download(url).catch(() => undefined) : undefined;
    if (bytes !== undefined) return decode(bytes, hash('sha1', bytes));
    throw badRequest(
      /^https?:/i.test(url)
        ? `Error while downloading ${url}.`
        : 'Invalid image URL. Expected a base64-encoded data URL with an image MIME type.',
      'url',
      'invalid_image_url',
    );
  }
}

/** @throws where there is nothing to download */
async function download(url: string): Promise<Buffer> {
  const signal = AbortSignal.timeout(downloadTimeout);
  const response = await fetch(url, { redirect: 'error', signal });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

async function decode(bytes: Buffer, key: string): Promise<Picture> {
  const { default: sharp } = await import('sharp');
  try {
    const image = sharp(bytes, { failOn: 'error' });
    const { width, height } = await image.metadata();
    const pixels = await image
      .resize(gridEdge, gridEdge, { fit: 'fill', kernel: 'linear' })
      .flatten()
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer();
    return { key, size: { width, height }, pixels };
  } catch {
    throw badRequest(
      'You uploaded an unsupported image. Please make sure your image is valid and is one of: png, jpeg, gif, webp.',
      null,
      'image_parse_error',
    );
  }
}
