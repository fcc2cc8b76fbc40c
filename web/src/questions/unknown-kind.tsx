import type { QuestionKind } from '@hornbook/shared/content/pack.ts';
import { Trans } from '@lingui/react/macro';
import type { QuestionUi } from './question-kind.ts';

const Note = () => (
  <p>
    <Trans>This question needs a newer version of the app, which will be there the next time you open it.</Trans>
  </p>
);

/** Stands in for a kind of question this app does not know yet: a pack can be newer than the app that reads it. */
export const unknownKind: QuestionUi<QuestionKind> = { Input: Note, Review: Note, chooseNth: () => undefined };
