import type { Plan } from './plan.ts';

/**
 * A smaller plan that still fails: leaves out ever smaller stretches of operations as long as time allows. Works because
 * chance belongs to each operation by itself.
 */
export const shrinkPlan = async (
  plan: Plan,
  fails: (plan: Plan) => Promise<boolean>,
  timeIsUp: () => boolean,
): Promise<Plan> => {
  let smallest = plan;
  for (let size = Math.ceil(plan.operations.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < smallest.operations.length && !timeIsUp(); ) {
      const operations = smallest.operations.filter((_, index) => index < from || index >= from + size);
      const smaller = { ...smallest, operations };
      if (await fails(smaller)) smallest = smaller;
      else from += size;
    }
  }
  return smallest;
};
