import { useLingui } from '@lingui/react/macro';
import type { LearnerHere } from '../../data/queries/learners-here.ts';

/** What a learner is called here; whoever never said is counted. */
export const useNameOf = (): ((learner: LearnerHere, index: number) => string) => {
  const { t } = useLingui();
  return ({ name }, index) => {
    const number = index + 1;
    return name || t`Learner ${number}`;
  };
};
