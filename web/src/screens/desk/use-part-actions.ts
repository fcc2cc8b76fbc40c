import { activityKindOf, type DraftNode } from '@hornbook/shared/authoring/draft.ts';
import { useLingui } from '@lingui/react/macro';
import { bringBackDraft, deleteDraft, duplicateDraft, moveDraft } from '../../data/commands/write-drafts.ts';
import { showToast } from '../../ui-state/toasts.ts';
import { useTellStored } from '../materials/tell-stored.ts';
import { usePartName } from './part-words.tsx';
import { parentOf } from './use-ready-course.ts';

/** What can be done to a part of a course; each can be taken back. */
export const usePartActions = (course: DraftNode) => {
  const { t } = useLingui();
  const nameOf = usePartName();
  const tellStored = useTellStored();
  // Among activities those of one kind: a lesson shows its practices before its quizzes, whatever their places.
  const siblingsOf = (node: DraftNode, parent = parentOf(course, node)) =>
    parent.children.filter(
      (child) =>
        child.kind === node.kind && (node.kind !== 'activity' || activityKindOf(child) === activityKindOf(node)),
    );

  /** Before the nth of the others of its kind in `parent`. */
  const move = async (node: DraftNode, parent: DraftNode, nth: number): Promise<void> => {
    const before = parentOf(course, node);
    const was = siblingsOf(node).findIndex(({ id }) => id === node.id);
    if (!tellStored(await moveDraft(node.id, parent.id, siblingsOf(node, parent), nth))) return;
    if (parent.id === before.id) return;
    const name = nameOf(node);
    const others = siblingsOf(node, before).filter(({ id }) => id !== node.id);
    showToast(t`Moved: ${name}`, {
      label: t`Undo`,
      onPick: () => void moveDraft(node.id, before.id, others, was),
    });
  };
  return {
    siblingsOf,
    move,
    /** One place up (-1) or down (1) among its siblings. */
    shift: (node: DraftNode, by: -1 | 1) => {
      const at = siblingsOf(node).findIndex(({ id }) => id === node.id);
      return move(node, parentOf(course, node), at + by);
    },
    duplicate: async (node: DraftNode): Promise<void> => {
      const made = await duplicateDraft(node, course.id, siblingsOf(node), (title) => t`${title} (copy)`);
      if (!tellStored(made) || made.kind !== 'created') return;
      const name = nameOf(node);
      showToast(t`Copied: ${name}`, { label: t`Undo`, onPick: () => void deleteDraft(made.id) });
    },
    remove: async (node: DraftNode): Promise<boolean> => {
      if (!tellStored(await deleteDraft(node.id))) return false;
      const name = nameOf(node);
      showToast(t`Deleted: ${name}`, { label: t`Undo`, onPick: () => void bringBackDraft(node.id) });
      return true;
    },
  };
};

export type PartActions = ReturnType<typeof usePartActions>;
