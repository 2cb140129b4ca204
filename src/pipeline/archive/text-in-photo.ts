/** What the fields of a photo say at the moment, as far as our own reader knows. */
import { withFile } from '../../files/with-file.ts';
import { iptcText, readIptc } from '../../jpeg/iptc.ts';
import { readHeadOf } from '../../jpeg/read-head.ts';
import { xmpPackets } from '../../jpeg/xmp-packets.ts';
import { allTextIn, type Metadata } from '../../metadata/metadata.ts';
import { embeddedText, readXmp, XmpError } from '../../xmp/index.ts';

/** What IPTC and XMP say, and what of it a reader shows. */
export type SaidInPhoto = {
  readonly iptc: Metadata;
  readonly xmp: Metadata;
  readonly shown: Metadata;
};

/** As a reader shows it. Nothing where it is no sound JPEG. @param language whose texts are read beside the English ones @throws the file system's error */
export async function textInPhoto(file: string, language?: string): Promise<Metadata> {
  return (await saidInPhoto(file, language)).shown;
}

/** As `textInPhoto`, with both sides of it. */
export async function saidInPhoto(file: string, language?: string): Promise<SaidInPhoto> {
  const read = await withFile(file, 'r', readHeadOf);
  if (read.kind === 'broken') return { iptc: {}, xmp: {}, shown: {} };
  const { segments } = read.head;
  const [packet] = xmpPackets(segments).packets;
  const xmp = packet === undefined ? {} : readable(packet, language);
  const block = readIptc(segments, allTextIn(xmp));
  const iptc = iptcText(block);
  return { iptc, xmp, shown: embeddedText(xmp, iptc, block.digest) };
}

function readable(packet: Buffer, language: string | undefined): Metadata {
  try {
    return readXmp(packet, language);
  } catch (error) {
    if (error instanceof XmpError) return {};
    throw error;
  }
}
