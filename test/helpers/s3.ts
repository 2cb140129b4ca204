/** A service that speaks as S3 does and checks signatures, on loopback. */
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';

export type S3Service = {
  /** `http://127.0.0.1:PORT`; its one bucket is `photos`, and both keys are `S3RVER`. */
  readonly url: string;
  readonly close: () => Promise<void>;
};

export async function startS3(): Promise<S3Service> {
  const directory = await mkdtemp(join(tmpdir(), 'proofsheet-s3-'));
  const service = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: 'photos', configs: [] }],
  });
  const { port } = (await service.run()) as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      await service.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
