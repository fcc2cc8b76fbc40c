import type { DownloadReason } from '../catalogue-database.ts';
import { now } from '../clock.ts';
import type { Connections } from '../open-databases.ts';
import { playedForm } from './played-form.ts';

type Wanted = Pick<DownloadReason, 'courseId' | 'scope' | 'origin' | 'withAssets' | 'withMedia'>;

export const reasonId = (courseId: string, scope: string): string => `${courseId}/${scope}`;

/**
 * Notes what is wanted on this device; the downloader does the rest and starts again wherever it was cut off. What a
 * learner removed stays removed until the learner asks: the app never brings it back by itself.
 */
export const wantDownload = async ({ catalogue }: Pick<Connections, 'catalogue'>, wanted: Wanted): Promise<void> => {
  const id = reasonId(wanted.courseId, wanted.scope);
  await catalogue.transaction('rw', catalogue.reasons, async () => {
    const known = await catalogue.reasons.get(id);
    if (known && wanted.origin !== 'asked' && known.status !== 'failed') return;
    const before = known?.status === 'removed' ? undefined : known;
    const withAssets = wanted.withAssets || before?.withAssets === true;
    const withMedia = wanted.withMedia || before?.withMedia === true;
    await catalogue.reasons.put({
      ...wanted,
      id,
      withAssets,
      ...(withMedia && { withMedia, form: playedForm() }),
      status: 'wanted',
      version: null,
      failure: null,
      at: now(),
    });
  });
};
