/** Writes a changed copy of a photo without ExifTool: a new head in front of the same picture. */
import { open } from 'node:fs/promises';
import { messageOf } from '../../errors.ts';
import { withFile } from '../../files/with-file.ts';
import { readChunk, type TailOf } from '../../jpeg/compare-scan-data.ts';
import { iptcDigest } from '../../jpeg/iptc.ts';
import { splicedHead } from '../../jpeg/splice-head.ts';
import { fitToIptc } from './fit-text.ts';
import { iptcBlock } from './iptc-block.ts';
import { setPacketFields } from './packet-fields.ts';
import type { EmbedPlan } from './plan-embed.ts';
import { oddXmp, type Problem } from './problem.ts';
import type { WrittenWhole } from './write-with-exiftool.ts';

/** What a photo without XMP gets; the padding lets other programs change it in place. */
const emptyPacket = Buffer.from(
  `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="">
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
${`${' '.repeat(99)}\n`.repeat(20)}<?xpacket end="w"?>`,
  'utf8',
);

/** Writes the copy. @throws the file system's error */
export async function writeSpliced(
  plan: EmbedPlan,
  temporary: string,
): Promise<WrittenWhole | Problem> {
  const { target, state, changes, digest } = plan;
  const { path } = target;
  const { head, iptc, packets } = state;
  const block = iptcBlock(iptc, fitToIptc(changes));
  let spliced: { readonly packets: readonly Uint8Array[]; readonly head: Buffer };
  try {
    const changed = (packets.length === 0 ? [emptyPacket] : packets).map((packet) =>
      setPacketFields(packet, plan),
    );
    const metadata = { block, digest: digest ?? iptcDigest(block), packets: changed };
    spliced = { packets: changed, head: splicedHead(head, iptc, metadata) };
  } catch (error) {
    return oddXmp(messageOf(error));
  }
  return withFile(path, 'r', async (file) => {
    const tail = { file, start: head.scanStart, end: head.fileBytes };
    if (await countsFromStart(tail)) return trailerCounts;
    await writeCopy(temporary, spliced.head, tail);
    return { block, packets: spliced.packets };
  });
}

const trailerCounts: Problem = {
  code: 'trailer-counts',
  message:
    'Data after the picture use offsets from the start of the file, which would become invalid. Re-save it in the program that wrote it.',
};

const signatureFromEnd = 12;

/** Whether the file ends like AFCP (ACDSee) or Samsung's sounds; all other known trailers have offsets of their own. */
async function countsFromStart(tail: TailOf): Promise<boolean> {
  const at = Math.max(0, tail.end - tail.start - signatureFromEnd);
  const end = await readChunk(tail, at, Buffer.alloc(signatureFromEnd));
  return /^AXS[!*]|QDIOBS$/.test(end.toString('latin1'));
}

const chunkBytes = 1024 * 1024;

/** A new file of a head, a tail of another file, and what comes behind it. @throws the file system's error */
export async function writeCopy(
  path: string,
  head: Buffer,
  tail: TailOf,
  rest?: Buffer,
): Promise<void> {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  const copy = await open(path, 'wx', 0o600);
  try {
    await copy.writeFile(head);
    for (let done = 0; tail.start + done < tail.end; done += chunkBytes)
      await copy.writeFile(await readChunk(tail, done, buffer));
    if (rest !== undefined) await copy.writeFile(rest);
  } finally {
    await copy.close();
  }
}
