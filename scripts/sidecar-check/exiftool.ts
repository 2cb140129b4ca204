/** What ExifTool reads in sidecars beside the properties that may be set. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ours =
  /^XMP-(?:x:XMPToolkit|xmp:MetadataDate|dc:(?:Title|Description|Subject)|photoshop:(?:Headline|City|State|Country|DateCreated)|iptcCore:CountryCode|lr:HierarchicalSubject|digiKam:TagsList)(?:$|-)/;

/** The foreign tags of every file with their values, sorted, in the order of the files. */
export async function foreignTags(files: readonly string[]): Promise<string[][]> {
  if (files.length === 0) return [];
  const folder = await mkdtemp(join(tmpdir(), 'exiftool-args-'));
  try {
    const list = join(folder, 'files');
    await writeFile(list, files.join('\n'));
    const exiftool = String(createRequire(import.meta.url)('exiftool-vendored.pl'));
    const options = ['-j', '-a', '-u', '-n', '-G1:4', '-XMP:all', '-@', list];
    // Which of two tags of one name it reports would otherwise be a matter of chance.
    const env = { ...process.env, PERL_HASH_SEED: '0', PERL_PERTURB_KEYS: '0' };
    // It answers 1 when it has a complaint about some file, and has read the others.
    const { stdout } = await promisify(execFile)('perl', [exiftool, ...options], {
      maxBuffer: 2 ** 30,
      env,
    }).catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? '[]' }));
    const tags = JSON.parse(stdout) as Record<string, unknown>[];
    const byFile = new Map(tags.map((one) => [String(one['SourceFile']), one]));
    return files.map((file) => foreignOf(byFile.get(file) ?? {}));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function foreignOf(tags: Record<string, unknown>): string[] {
  return (
    Object.entries(tags)
      .map(([tag, value]) => [tag.replace(/:Copy\d+:/, ':'), JSON.stringify(value)] as const)
      // XML that it does not know as XMP it names by the way to it; the bytes tell enough there.
      .filter(([tag]) => tag.startsWith('XMP-') && !tag.includes('Xmpmeta') && !ours.test(tag))
      .map(([tag, value]) => `${tag} ${value}`)
      .sort()
  );
}
