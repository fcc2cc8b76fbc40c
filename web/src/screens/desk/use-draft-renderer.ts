import { childrenOf, type DraftNode } from '@hornbook/shared/authoring/draft.ts';
import { useEffect, useState } from 'react';
import { type DraftRenderer, makeDraftRenderer } from './draft-renderer.ts';

/** The renderer of a course's texts, once its grammars are here; made anew when pictures come or go. */
export const useDraftRenderer = (course: DraftNode): DraftRenderer | undefined => {
  const [renderer, setRenderer] = useState<DraftRenderer>();
  const pictures = childrenOf(course, 'asset')
    .map(({ id, blobHash }) => id + blobHash)
    .join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the course only its pictures matter here.
  useEffect(() => {
    let over = false;
    const make = () =>
      makeDraftRenderer(course).then(
        (made) => !over && setRenderer(made),
        // Its grammars are not here: they may come with the next connection.
        () => addEventListener('online', make, { once: true }),
      );
    void make();
    return () => {
      over = true;
      removeEventListener('online', make);
    };
  }, [pictures]);
  return renderer;
};
