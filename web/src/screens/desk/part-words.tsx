import { activityKindOf, type DraftedKind, type DraftNode, questionKindOf } from '@hornbook/shared/authoring/draft.ts';
import type { ActivityKind } from '@hornbook/shared/content/pack.ts';
import { useLingui } from '@lingui/react/macro';
import type { IconName } from '../../components/icon.tsx';

export const useQuestionKindNames = (): Record<DraftedKind, string> => {
  const { t } = useLingui();
  return {
    multiple_choice: t`One of several`,
    multiple_response: t`Several of several`,
    true_false: t`True or false`,
    numeric: t`A number`,
    short_text: t`A word or a few`,
    ordering: t`Put in order`,
    matching: t`Match pairs`,
    cloze: t`Fill in gaps`,
    code: t`Write a program`,
    speak: t`Say a phrase`,
  };
};

export const useActivityKindNames = (): Record<ActivityKind, string> => {
  const { t } = useLingui();
  return { practice: t`Practice`, quiz: t`Quiz`, test: t`Test`, challenge: t`Challenge` };
};

const LONGEST = 80;

/** What a part is called in lists: by its title, a question by how it begins. */
export const usePartName = (): ((node: DraftNode) => string) => {
  const { t } = useLingui();
  const kinds = useActivityKindNames();
  return (node) => {
    switch (node.kind) {
      case 'question': {
        const text = node.text
          .replaceAll(/[#*_`$]/g, '')
          .replaceAll(/\s+/g, ' ')
          .trim();
        return (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text) || t`A question without words`;
      }
      case 'activity':
        return node.title || kinds[activityKindOf(node)];
      default:
        return node.title || t`Without a title`;
    }
  };
};

export const iconOf = (node: DraftNode): IconName => {
  switch (node.kind) {
    case 'activity': {
      const kind = activityKindOf(node);
      return kind === 'test' ? 'clock' : kind;
    }
    case 'question':
      return questionKindOf(node) === 'cloze' ? 'pencil' : questionKindOf(node) === 'speak' ? 'microphone' : 'quiz';
    case 'unit':
      return 'folder';
    case 'asset':
      return 'file';
    default:
      return 'lesson';
  }
};
