/** The notes that go with a photo: what the settings say of all, then what its folders say. */
import type { FolderNotes } from '../../photo.ts';
import type { Settings } from '../../settings.ts';

export function sentNotes(settings: Settings, { notes }: Pick<FolderNotes, 'notes'>): string {
  return [settings['prompt.notes'], notes].filter((text) => text.trim() !== '').join(' ');
}
