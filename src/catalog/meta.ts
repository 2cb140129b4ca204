/** Small facts about an archive as JSON by name: learned limits, where the cursor stood. */
import type { Catalog } from './catalog.ts';

/** The stored value, or undefined. The caller knows the shape, having stored it. */
export function getMeta<T>(catalog: Catalog, key: string): T | undefined {
  const row = catalog.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', key);
  return row === undefined ? undefined : (JSON.parse(row.value) as T);
}

export function setMeta(catalog: Catalog, key: string, value: unknown): void {
  catalog.run(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    key,
    JSON.stringify(value),
  );
}
