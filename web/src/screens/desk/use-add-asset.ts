import { childrenOf, type DraftNode } from '@hornbook/shared/authoring/draft.ts';
import { assetPath } from '@hornbook/shared/authoring/draft-assets.ts';
import { useLingui } from '@lingui/react/macro';
import { keepFile } from '../../data/commands/keep-files.ts';
import { addDraft } from '../../data/commands/write-drafts.ts';
import { placeAtEnd } from '../../data/places.ts';
import { showToast } from '../../ui-state/toasts.ts';
import { useTellStored } from '../materials/tell-stored.ts';

interface NewAsset {
  name: string;
  content: Blob;
  /** Of what type it is, where that is known better than by its first bytes. */
  mediaType?: string;
  /** More of it, such as a picture's width and height. */
  details?: Record<string, unknown>;
  /** For those who can't see or hear it. */
  words: string;
}

/** Keeps a file as a part of a course, and gives its path in it; null where it could not be kept, which is told. */
export const useKeepAsset = (course: DraftNode): ((asset: Omit<NewAsset, 'words'>) => Promise<string | null>) => {
  const { t } = useLingui();
  const tellStored = useTellStored();
  return async ({ name, content, mediaType, details = {} }) => {
    const kept = await keepFile(content, name);
    if (kept.kind !== 'kept') {
      showToast(t`Not saved: make some room on this device, then try again.`);
      return null;
    }
    const about = { mediaType: mediaType ?? kept.mediaType, ...details };
    const place = placeAtEnd(childrenOf(course, 'asset'));
    const said = { kind: 'asset', courseId: course.id, parentId: course.id, place, title: name } as const;
    const made = await addDraft({ ...said, details: about, blobHash: kept.sha256 });
    if (!tellStored(made) || made.kind !== 'created') return null;
    return assetPath({ id: made.id, details: about });
  };
};

/** The same, with the Markdown that shows it. */
export const useAddAsset = (course: DraftNode): ((asset: NewAsset) => Promise<string | null>) => {
  const keepAsset = useKeepAsset(course);
  return async ({ words, ...asset }) => {
    const path = await keepAsset(asset);
    return path && `![${words.replaceAll(/[[\]\n]/g, ' ').trim()}](${path})`;
  };
};
