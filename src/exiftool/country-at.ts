/** In which country a position lies, by borders and territorial waters (country-coder, of OpenStreetMap's iD editor). */
import type { Position } from '../photo.ts';

/**
 * ISO 3166-1 alpha-2, territories by themselves (`HK`, `MQ`); undefined on the high seas. Borders are drawn to some
 * hundred metres. The data take a tenth of a second to load, when first asked for.
 */
export async function countryAt({ latitude, longitude }: Position): Promise<string | undefined> {
  const { iso1A2Code } = await import('@rapideditor/country-coder');
  return iso1A2Code([longitude, latitude], { level: 'territory' }) ?? undefined;
}
