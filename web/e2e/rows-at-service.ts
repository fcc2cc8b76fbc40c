import { createHash } from 'node:crypto';
import type { BrowserContext } from '@playwright/test';

interface ServiceRow {
  collection: string;
  key: string;
  row: Record<string, unknown>;
}

/** Who the service takes this browser for. */
export const learnerAtService = async ({ request }: BrowserContext, url: string): Promise<string | null> => {
  const answer = await request.get(`${url}/auth/learner`);
  return answer.ok() ? ((await answer.json()) as { learnerId: string }).learnerId : null;
};

/** All rows of the learner whose session this browser has, as the feed shows them to a device that knows nothing. */
export const rowsAtService = async (context: BrowserContext, url: string): Promise<ServiceRow[]> => {
  const learner = await learnerAtService(context, url);
  if (!learner) return [];
  const scope = createHash('sha256').update(learner).digest('hex').slice(0, 16);
  const answer = await context.request.get(`${url}/sync/shape?scope=${scope}&offset=-1`);
  const messages = (await answer.json()) as { value?: { collection: string; key: string; row: unknown } }[];
  return messages.flatMap(({ value }) => {
    if (!value) return [];
    const row = typeof value.row === 'string' ? JSON.parse(value.row) : value.row;
    return [{ collection: value.collection, key: value.key, row }];
  });
};

/** How many questions the service knows to be answered, over all attempts. */
export const answersAtService = async (context: BrowserContext, url: string): Promise<number> => {
  const rows = await rowsAtService(context, url);
  return rows
    .filter(({ collection }) => collection === 'attempts')
    .reduce((sum, { row }) => sum + Object.keys((row.answers ?? {}) as object).length, 0);
};
