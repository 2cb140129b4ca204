/** Names of delivered copies: of the letters an outlet takes, short enough, and each once. */
import { fileName } from '../../photo.ts';
import { withoutDiacritics } from '../texts/fold.ts';
import type { Outlet } from './schema.ts';

const extension = '.jpg';

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
    const mark = /[-_]/.exec(this.#rule.signs)?.[0] ?? 'x';
    for (let number = this.#last.get(stem.toLowerCase()) ?? 1; ; number += 1) {
      const end = number === 1 ? '' : `${mark}${number}`;
      const name = `${stem.slice(0, this.#room - end.length)}${end}${extension}`;
      if (this.#taken.has(name.toLowerCase())) continue;
      this.#taken.add(name.toLowerCase());
      this.#last.set(stem.toLowerCase(), number);
      return name;
    }
  }

  get #room(): number {
    return this.#rule.most - extension.length;
  }

  /** The photo's own name, in the letters that are left of it. */
  #stemOf(path: string): string {
    const plain = withoutDiacritics(fileName(path).replace(/\.[^.]*$/u, ''));
    const kept = [...plain].filter(
      (sign) => /[A-Za-z0-9]/.test(sign) || this.#rule.signs.includes(sign),
    );
    const stem = kept
      .join('')
      .replace(/^[-_ ]+/u, '')
      .slice(0, this.#room)
      .trimEnd();
    return stem === '' ? 'photo' : stem;
  }
}
