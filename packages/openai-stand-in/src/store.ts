/** Objects that outlive the process: one file of JSON each, so that a stand-in that was killed goes on where it was. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Stored = { readonly id: string; readonly created_at: number };

export class Store<T extends Stored> {
  readonly #folder: string;
  readonly #objects: Map<string, T>;

  /** Opens the store in a folder, which is made if it is not there. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    const objects = names.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T);
    const oldestFirst = objects.sort((one, other) => one.created_at - other.created_at);
    this.#folder = folder;
    this.#objects = new Map(oldestFirst.map((object) => [object.id, object]));
  }

  get(id: string): T | undefined {
    return this.#objects.get(id);
  }

  /** The oldest first. */
  all(): T[] {
    return [...this.#objects.values()];
  }

  /** Keeps an object, in place of an older one with its id. */
  put(object: T): void {
    const path = this.#path(object.id);
    writeFileSync(`${path}.new`, JSON.stringify(object));
    renameSync(`${path}.new`, path);
    this.#objects.set(object.id, object);
  }

  delete(id: string): void {
    rmSync(this.#path(id), { force: true });
    this.#objects.delete(id);
  }

  #path(id: string): string {
    return join(this.#folder, `${id}.json`);
  }
}
