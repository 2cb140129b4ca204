/** Names of delivered copies: of the letters an outlet takes, short enough, and each once. */
import { fileName } from '../../photo.ts';
import { withoutDiacritics } from '../texts/fold.ts';
import type { Outlet } from './schema.ts';

const extension = '.jpg';

/** What Windows takes for a device, whatever the extension. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** The names that an outlet has got; capitals make no difference, because disks and inboxes make none. */
export class DeliveredNames {
  readonly #rule: Outlet['fileName']['value'];
  readonly #taken: Set<string>;
  /** The number that the last name of a beginning got, so that a thousand IMG_0001.jpg are not tried one by one. */
  readonly #last = new Map<string, number>();

  constructor({ fileName: rule }: Pick<Outlet, 'fileName'>, taken: Iterable<string> = []) {
    this.#rule = rule.value;
    this.#taken = new Set([...taken].map((name) => name.toLowerCase()));
  }

  /** A name for the photo at this path, which nobody gets again. */
  next(path: string): string {
    const stem = this.#stemOf(path);
    const small = stem.toLowerCase();
    const mark = /[-_]/.exec(this.#rule.signs)?.[0] ?? 'x';
    for (let number = this.#last.get(small) ?? 1; ; number += 1) {
      const end = number === 1 ? '' : `${mark}${number}`;
      const name = `${stem.slice(0, this.#room - end.length)}${end}${extension}`;
      const taken = name.toLowerCase();
      if (this.#taken.has(taken)) continue;
      this.#taken.add(taken);
      // The first of a beginning tells nothing that its name does not.
      if (number > 1) this.#last.set(small, number);
      return name;
    }
  }

  #signsIn(text: string): string {
    return [...text].filter((sign) => this.#rule.signs.includes(sign)).join('');
  }

  get #room(): number {
    return this.#rule.most - extension.length;
  }

  /** The photo's own name, in the letters that are left of it. */
  #stemOf(path: string): string {
    const stem = withoutDiacritics(fileName(path).replace(/\.[^.]*$/u, ''))
      .replace(/[^A-Za-z0-9_ -]+/gu, '')
      .replace(/[_ -]+/gu, (signs) => this.#signsIn(signs))
      .replace(/^[-_ ]+/u, '')
      .slice(0, this.#room)
      .trimEnd();
    if (stem === '') return 'photo';
    return devices.test(stem) ? `${stem}x` : stem;
  }
}
