import type { AuthoredAsset, Markdown, Spoken } from '@hornbook/shared/authoring/authored-question.ts';
import { compileQuestion } from '@hornbook/shared/authoring/compile-question.ts';
import { childrenOf, type DraftNode, difficultyOf, numberIn } from '@hornbook/shared/authoring/draft.ts';
import { assetPath, isSound } from '@hornbook/shared/authoring/draft-assets.ts';
import { authoredQuestion } from '@hornbook/shared/authoring/draft-question.ts';
import { type Problem, Problems } from '@hornbook/shared/authoring/problems.ts';
import { createRenderer } from '@hornbook/shared/authoring/render.ts';
import type { SolvedQuestion } from '@hornbook/shared/content/pack.ts';
import { hashText } from '@hornbook/shared/sync/row.ts';

export type FoundInText = Pick<Problem, 'message' | 'known'>;

/** What the author's texts become for learners, made here by the code that makes it at the service. */
export interface DraftRenderer {
  text: (markdown: string) => { html: string; problems: FoundInText[] };
  /** `spoken` is what a question to speak asks with. */
  question: (node: DraftNode, spoken?: Spoken) => { question: SolvedQuestion; problems: FoundInText[] };
}

/** Fetches all that a renderer needs, so that one can be made without a network later on. */
export const fetchRenderer = (): Promise<unknown> => createRenderer(new Map(), new Problems());

const assetsOf = (course: DraftNode): Map<string, AuthoredAsset> => {
  const assets = new Map<string, AuthoredAsset>();
  for (const asset of childrenOf(course, 'asset')) {
    const path = assetPath(asset);
    if (path === null || asset.blobHash === null) continue;
    if (isSound(asset)) {
      const sound = { bytes: new Uint8Array(), kind: 'audio', mediaType: String(asset.details.mediaType) } as const;
      assets.set(path, { ...sound, path, sha256: asset.blobHash, size: null });
      continue;
    }
    const size = { width: numberIn(asset.details, 'width') ?? 1, height: numberIn(asset.details, 'height') ?? 1 };
    const about = { bytes: new Uint8Array(), kind: 'image', mediaType: String(asset.details.mediaType) } as const;
    assets.set(path, { ...about, path, sha256: asset.blobHash, size });
  }
  return assets;
};

export const makeDraftRenderer = async (course: DraftNode): Promise<DraftRenderer> => {
  const assets = assetsOf(course);
  // A learner's device has the pictures of packs; the author's has its own files.
  const shownHere = (html: string): string =>
    [...assets.values()].reduce((text, { sha256 }) => text.replaceAll(`/packs/${sha256}`, `/blobs/${sha256}`), html);
  const problems = new Problems();
  const renderer = await createRenderer(assets, problems);
  // Each text has a place of its own, by which its problems are found again.
  let texts = 0;
  const newPlace = () => {
    texts += 1;
    return { file: String(texts), line: 1 };
  };
  const problemsAt = ({ file }: { file: string }) => problems.list().filter((problem) => problem.file === file);
  return {
    text: (text) => {
      const place = newPlace();
      const { html } = renderer.block({ text, place, keepsLines: true });
      return { html: shownHere(html), problems: problemsAt(place) };
    },
    question: (node, spoken) => {
      const place = newPlace();
      const here = (markdown: Markdown): Markdown => ({ ...markdown, place });
      const question = compileQuestion(authoredQuestion(node, new Map()), difficultyOf(node), {
        block: (markdown) => shownHere(renderer.block(here(markdown)).html),
        inline: (markdown) => shownHere(renderer.inline(here(markdown)).html),
        skillIds: () => [],
        spoken: () => spoken,
        partId: (id, text) => hashText(`${id}/${text.trim()}`).toString(36).padStart(8, '0').slice(-8),
        report: (_, message, known) => problems.add(place, message, known),
      });
      return { question, problems: problemsAt(place) };
    },
  };
};
