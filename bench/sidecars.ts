/** Reading and merging sidecars of 20 KB, against ExifTool doing the same through one process that stays open. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pMapIterable } from 'p-map';
import { openXmp, readSidecarFile, writeSidecarFile, type XmpText } from '../src/xmp/index.ts';
import { type Bench, interleaved, median } from './measure.ts';

const rounds = 5;
/** Together 10,000; ExifTool gets fewer, because its time for one does not depend on how many there are. */
const oursPerRound = 2000;
const exiftoolPerRound = 100;

export const sidecarsBench: Bench = {
  name: 'sidecars',
  about: 'reading and merging 10,000 sidecars of 20 KB, against ExifTool through one open process',
  unit: 'times as fast',
  target: { kind: 'at least', value: 15 },
  async measure() {
    const folder = await mkdtemp(join(tmpdir(), 'bench-sidecars-'));
    const ours = await makeSidecars(folder, 'ours', rounds * oursPerRound);
    const theirs = await makeSidecars(folder, 'exiftool', rounds * exiftoolPerRound);
    const exiftool = openExifTool();
    try {
      await exiftool.run(['-ver']);
      const { proofsheet, ExifTool } = await interleaved(rounds, {
        proofsheet: () => mergeOurs(ours.splice(0, oursPerRound)),
        ExifTool: () => mergeWithExifTool(exiftool, theirs.splice(0, exiftoolPerRound)),
      });
      const perFile = median(proofsheet) / oursPerRound;
      const perFileThere = median(ExifTool) / exiftoolPerRound;
      return {
        value: perFileThere / perFile,
        notes: [
          `proofsheet ${perFile.toFixed(2)} ms a sidecar: read, merged, proved, flushed to the disk (${rounds * oursPerRound} of them)`,
          `ExifTool ${perFileThere.toFixed(2)} ms a sidecar: read, written, not flushed (${rounds * exiftoolPerRound} of them)`,
        ],
      };
    } finally {
      exiftool.end();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function textFor(index: number): Required<Pick<XmpText, 'headline' | 'shortTitle' | 'keywords'>> {
  return {
    headline: `Istanbul, Turkey - May 14 2019: Ferry number ${index} crosses the Bosphorus`,
    shortTitle: `Ferry ${index}`,
    keywords: Array.from({ length: 50 }, (_, at) => `keyword ${index} ${at}`),
  };
}

/** Sidecars as darktable leaves them after some editing: a history of module parameters, keywords, a rating. */
async function makeSidecars(folder: string, name: string, count: number): Promise<string[]> {
  const paths = Array.from({ length: count }, (_, at) => join(folder, `${name}-${at}.jpg.xmp`));
  const content = sidecarOf20KB();
  for (const path of paths) await writeFile(path, content);
  return paths;
}

function sidecarOf20KB(): string {
  const step = (at: number) => `     <rdf:li
      darktable:num="${at}"
      darktable:operation="colorbalancergb"
      darktable:enabled="1"
      darktable:modversion="5"
      darktable:params="${'0123456789abcdef'.repeat(16)}"
      darktable:multi_name=""
      darktable:multi_priority="0"
      darktable:blendop_version="13"
      darktable:blendop_params="gz08eJxjYGBgYAFiCQYYOOHEgAYY0QWgQBqLGANDgz0Ej1Q+AMMABLE="/>`;
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:darktable="http://darktable.sf.net/"
   xmp:Rating="3"
   darktable:history_end="32">
   <dc:subject>
    <rdf:Bag>
     <rdf:li>ferry</rdf:li>
     <rdf:li>sea</rdf:li>
    </rdf:Bag>
   </dc:subject>
   <darktable:history>
    <rdf:Seq>
${Array.from({ length: 32 }, (_, at) => step(at)).join('\n')}
    </rdf:Seq>
   </darktable:history>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
`;
  return text;
}

async function mergeOurs(paths: readonly string[]): Promise<void> {
  const merged = pMapIterable(paths.entries(), ([index, path]) => mergeOne(path, index), {
    concurrency: 8,
  });
  for await (const keywords of merged)
    if (keywords !== 50) throw new Error(`${keywords} keywords instead of 50`);
}

async function mergeOne(path: string, index: number): Promise<number> {
  const file = await readSidecarFile(path);
  if (file === undefined) throw new Error(`${path} is gone`);
  const metadataDate = '2026-11-23T10:00:00+01:00';
  const { bytes, content } = openXmp(file.bytes).merge(textFor(index), { metadataDate });
  await writeSidecarFile(path, bytes, file.hash);
  return content.keywords.length;
}

async function mergeWithExifTool(exiftool: OpenExifTool, paths: readonly string[]): Promise<void> {
  for (const [index, path] of paths.entries()) {
    const { headline, shortTitle, keywords } = textFor(index);
    await exiftool.run(['-j', '-G1', '-XMP:all', path]);
    const said = await exiftool.run([
      '-overwrite_original',
      `-XMP-photoshop:Headline=${headline}`,
      `-XMP-dc:Title=${shortTitle}`,
      ...keywords.map((keyword) => `-XMP-dc:Subject=${keyword}`),
      path,
    ]);
    if (!said.includes('1 image files updated')) throw new Error(`ExifTool: ${said}`);
  }
}

type OpenExifTool = { run(args: readonly string[]): Promise<string>; end(): void };

/** ExifTool with -stay_open, one command at a time. */
function openExifTool(): OpenExifTool {
  const path: unknown = createRequire(import.meta.url)('exiftool-vendored.pl');
  const child = spawn('perl', [String(path), '-stay_open', 'True', '-@', '-'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdout.setEncoding('utf8');
  return {
    async run(args) {
      child.stdin.write(`${[...args, '-execute'].join('\n')}\n`);
      let said = '';
      while (!said.includes('{ready}')) said += String((await once(child.stdout, 'data'))[0]);
      return said;
    },
    end: () => child.stdin.end('-stay_open\nFalse\n'),
  };
}
