/** What changes and checks of an archive's photos go by. */
import type { Catalog } from '../../catalog/catalog.ts';
import type { Checker } from './checker.ts';
import type { KeywordSettings } from './existing.ts';

export type ReviewContext = {
  readonly catalog: Catalog;
  readonly settings: KeywordSettings;
  /** Absent where nothing is fixed and no word takes the place of one that goes. */
  readonly checker?: Checker | undefined;
};
