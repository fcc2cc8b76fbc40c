import { join } from 'node:path';
import type { Env } from '../env.ts';
import type { BlobStore } from './blob-store.ts';
import { diskStore } from './disk-store.ts';
import { s3Store } from './s3-store.ts';

/** The storage the settings name: a folder beside the embedded database unless they say S3. */
export const openBlobStore = ({ s3, dataDir }: Pick<Env, 's3' | 'dataDir'>): BlobStore =>
  s3 ? s3Store(s3) : diskStore(join(dataDir, 'blobs'));
