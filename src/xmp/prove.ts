/** Proof that a changed packet says what was wanted, and that nothing else in it changed. */
import { applyEdits, type Edit, invertEdits } from './edit.ts';
import { foreignOf } from './foreign.ts';
import { type Packet, parsePacket } from './packet.ts';
import { decodeSource, encodeSource } from './source.ts';
import type { Touched } from './wanted.ts';
import { XmpError } from './xmp-error.ts';

export type PacketChange = {
  readonly edits: readonly Edit[];
  /** The properties that were changed, added or taken away. */
  readonly touched: readonly Touched[];
  /** Whether the changed packet says what was wanted. */
  readonly readsBack: (changed: Packet) => boolean;
};

/**
 * Applies a change and reads the result again. Three things must hold: taking the edits back gives the old bytes;
 * everything beside the touched properties is as it was; and `readsBack` agrees.
 * @returns the new bytes, and the packet they are
 * @throws XmpError `unproven`
 */
export function proveChange(
  old: Packet,
  oldBytes: Uint8Array,
  change: PacketChange,
): { readonly bytes: Buffer; readonly changed: Packet } {
  const bytes = encodeSource(applyEdits(old.text, change.edits), old.source);
  const changed = parsePacket(decodeSource(bytes));
  const restored = applyEdits(changed.text, invertEdits(old.text, change.edits));
  const isRestored = encodeSource(restored, changed.source).equals(oldBytes);
  const before = foreignOf(old, change.touched);
  const after = foreignOf(changed, change.touched);
  const isKept = before.length === after.length && before.every((line, at) => line === after[at]);
  if (isRestored && isKept && change.readsBack(changed)) return { bytes, changed };
  throw new XmpError(
    'unproven',
    'A trial of the change did not read back as it should, so the file was left alone.',
  );
}
