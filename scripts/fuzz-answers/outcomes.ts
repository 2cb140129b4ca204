/** What came of each answer: from the catalog where the photo stands, from the files what is in them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pMap from 'p-map';
import { pathOf } from './archive.ts';
import type { Tried } from './cases.ts';
import type { Outcome } from './oracle.ts';
import { type FileText, readBack } from './read-back.ts';
import type { Standing } from './road.ts';

export async function outcomesOf(
  root: string,
  tried: readonly Tried[],
  standings: ReadonlyMap<string, Standing>,
): Promise<ReadonlyMap<string, Outcome>> {
  const paths = tried.map(({ scene }) => pathOf(scene));
  const accepted = paths.filter((path) => standings.get(path)?.decision === 'accepted');
  const photos = await readBack(root, [...accepted, ...(await touched(root, paths, accepted))]);
  const sidecars = await readBack(
    root,
    accepted.map((path) => `${path}.xmp`),
  );
  return new Map(
    paths.map((path) => [
      path,
      outcomeOf(standings.get(path), photos.get(path), sidecars.get(`${path}.xmp`)),
    ]),
  );
}

/** The photos with IPTC among those that are not accepted: none had any, and none may have. */
async function touched(
  root: string,
  paths: readonly string[],
  accepted: readonly string[],
): Promise<readonly string[]> {
  const others = [...new Set(paths).difference(new Set(accepted))];
  const has = await pMap(
    others,
    async (path) => (await readFile(join(root, path))).includes('Photoshop 3.0'),
    { concurrency: 8 },
  );
  return others.filter((_, at) => has[at]);
}

const is = (text: FileText) => text.xmpHeadline.length + text.headline.length > 0;

function outcomeOf(
  standing: Standing | undefined,
  photo: FileText | undefined,
  sidecar: FileText | undefined,
): Outcome {
  const file = [photo, sidecar].find((text) => text !== undefined && is(text));
  if (file !== undefined)
    return {
      kind: 'written',
      text: {
        title: theSame([
          file.xmpHeadline,
          file.xmpCaption,
          sidecar?.xmpHeadline,
          sidecar?.xmpCaption,
        ]),
        shortTitle: theSame([file.xmpTitle, sidecar?.xmpTitle]),
        keywords:
          sidecar === undefined || same(file.xmpKeywords, sidecar.xmpKeywords)
            ? iptcToo(file)
            : ['sidecar and photo differ'],
      },
    };
  if (standing?.decision !== undefined || (standing?.issues.length ?? 0) > 0)
    return { kind: 'held' };
  return (standing?.outcomes.length ?? 0) > 0 ? { kind: 'again' } : { kind: 'lost' };
}

/** The one value that all of them have. */
function theSame(values: readonly (readonly string[] | undefined)[]): string {
  const known = new Set(values.flatMap((value) => value ?? []));
  return [...known].join(' <> ');
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function iptcToo({ keywords, xmpKeywords }: FileText): readonly string[] {
  return keywords.length === 0 || same(keywords, xmpKeywords)
    ? xmpKeywords
    : ['IPTC and XMP differ', ...keywords];
}
