/** What the fields of a photo say at the moment, as far as our own reader knows. */
import { withFile } from '../../files/with-file.ts';
import { iptcText, readIptc } from '../../jpeg/iptc.ts';
import { readHeadOf } from '../../jpeg/read-head.ts';
import { xmpPackets } from '../../jpeg/xmp-packets.ts';
import { allTextIn, type Metadata } from '../../metadata/metadata.ts';
import { embeddedText, readXmp, XmpError } from '../../xmp/index.ts';

/** Nothing where it is no sound JPEG. @param language whose texts are read beside the English ones @throws the file system's error */
export async function textInPhoto(file: string, language?: string): Promise<Metadata> {
  const read = await withFile(file, 'r', readHeadOf);
  if (read.kind === 'broken') return {};
  const { segments } = read.head;
  const [packet] = xmpPackets(segments).packets;
  const xmp = packet === undefined ? {} : readable(packet, language);
  const iptc = readIptc(segments, allTextIn(xmp));
  return embeddedText(xmp, iptcText(iptc), iptc.digest);
}

function readable(packet: Buffer, language: string | undefined): Metadata {
  try {
    return readXmp(packet, language);
  } catch (error) {
    if (error instanceof XmpError) return {};
    throw error;
  }
}
