import type { ResponseOf } from '@hornbook/shared/grading/response.ts';

/** The response with one option ticked or unticked; null when none is left. Sorted: the order of ticking says nothing. */
export const toggled = (
  response: ResponseOf<'multiple_response'> | null,
  optionId: string,
): ResponseOf<'multiple_response'> | null => {
  const before = response?.optionIds ?? [];
  const optionIds = before.includes(optionId) ? before.filter((id) => id !== optionId) : [...before, optionId].sort();
  return optionIds.length === 0 ? null : { kind: 'multiple_response', optionIds };
};
