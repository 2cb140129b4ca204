/** Bytes that differ everywhere, the same for the same name. */
import { createCipheriv, createHash } from 'node:crypto';

export function picture(name: string, bytes: number): Buffer {
  const key = createHash('sha256').update(name).digest();
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(bytes));
}
