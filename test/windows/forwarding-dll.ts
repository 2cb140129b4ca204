/**
 * A library of Windows (PE32+, https://learn.microsoft.com/windows/win32/debug/pe-format) without any code: what it
 * offers is forwarded to other libraries. Wine 8 lacks `bcryptprimitives.dll`, which libvips wants one function of.
 */

const sectionAt = 0x1000;
const fileAlignment = 512;
const directoryBytes = 40;

/**
 * The bytes of a library.
 * @param forwards what it offers, and what stands behind it: `advapi32.SystemFunction036`
 */
export function forwardingDll(name: string, forwards: Readonly<Record<string, string>>): Buffer {
  const section = exportSection(name, forwards);
  const raw = Math.ceil(section.length / fileAlignment) * fileAlignment;
  const head = Buffer.alloc(fileAlignment);
  head.write('MZ');
  head.writeUInt32LE(64, 60);
  head.write('PE\0\0', 64, 'latin1');
  // x64, one section, 240 bytes of optional header; a library for large addresses.
  writeWords(head, 68, [0x8664, 1]);
  writeWords(head, 84, [240, 0x2022]);
  const optional = 88;
  head.writeUInt16LE(0x20b, optional);
  head.writeUInt32LE(raw, optional + 4);
  head.writeUInt32LE(sectionAt, optional + 20);
  head.writeBigUInt64LE(0x180000000n, optional + 24);
  writeDoubleWords(head, optional + 32, [sectionAt, fileAlignment]);
  // Version 6 of the system; two pages of memory, behind 512 bytes of headers; no window; safe to move.
  writeWords(head, optional + 40, [6, 0, 0, 0, 6, 0]);
  writeDoubleWords(head, optional + 56, [2 * sectionAt, fileAlignment, 0]);
  writeWords(head, optional + 68, [3, 0x0160]);
  for (const [at, size] of [0x100000n, 0x1000n, 0x100000n, 0x1000n].entries())
    head.writeBigUInt64LE(size, optional + 72 + 8 * at);
  writeDoubleWords(head, optional + 108, [16, sectionAt, section.length]);
  const row = optional + 240;
  head.write('.edata', row);
  writeDoubleWords(head, row + 8, [section.length, sectionAt, raw, fileAlignment]);
  head.writeUInt32LE(0x40000040, row + 36);
  return Buffer.concat([head, section], fileAlignment + raw);
}

function exportSection(name: string, forwards: Readonly<Record<string, string>>): Buffer {
  const exported = Object.entries(forwards).sort(([one], [other]) => (one < other ? -1 : 1));
  const count = exported.length;
  const addresses = directoryBytes;
  const names = addresses + 4 * count;
  const ordinals = names + 4 * count;
  const tables = Buffer.alloc(ordinals + 2 * count);
  const texts: Buffer[] = [];
  let end = sectionAt + tables.length;
  const place = (text: string): number => {
    const bytes = Buffer.from(`${text}\0`, 'latin1');
    texts.push(bytes);
    end += bytes.length;
    return end - bytes.length;
  };
  tables.writeUInt32LE(place(name), 12);
  writeDoubleWords(tables, 16, [1, count, count]);
  writeDoubleWords(
    tables,
    28,
    [addresses, names, ordinals].map((at) => sectionAt + at),
  );
  for (const [index, [offered, behind]] of exported.entries()) {
    tables.writeUInt32LE(place(behind), addresses + 4 * index);
    tables.writeUInt32LE(place(offered), names + 4 * index);
    tables.writeUInt16LE(index, ordinals + 2 * index);
  }
  return Buffer.concat([tables, ...texts]);
}

function writeWords(into: Buffer, at: number, values: readonly number[]): void {
  for (const [index, value] of values.entries()) into.writeUInt16LE(value, at + 2 * index);
}

function writeDoubleWords(into: Buffer, at: number, values: readonly number[]): void {
  for (const [index, value] of values.entries()) into.writeUInt32LE(value, at + 4 * index);
}
