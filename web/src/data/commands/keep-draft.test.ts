import { expect, test } from 'vitest';
import { freshDevice, reload } from '../testing/fresh-device.ts';
import { forgetDraft, keepDraft } from './keep-draft.ts';

const draft = { questionId: 'q2', responses: { q2: { kind: 'short_text' as const, text: 'half a w' } } };

test('what was typed is there after the app was killed, and gone when the attempt is over', async () => {
  await freshDevice();
  await keepDraft('attempt', draft);
  const again = await reload();
  expect(await again.learner.drafts.get('attempt')).toEqual({ attemptId: 'attempt', ...draft });
  await forgetDraft('attempt');
  expect(await again.learner.drafts.get('attempt')).toBeUndefined();
});
