import type { QuestionOf } from '@hornbook/shared/content/pack.ts';
import type { Connections } from '../open-databases.ts';

/** Whether a voice, and what a take is compared with, are on this device: so that a phrase can be said without a connection. */
export const isSoundHere = async (
  { catalogue }: Pick<Connections, 'catalogue'>,
  { references, voices }: QuestionOf<'speak'>,
): Promise<boolean> => {
  const sounds = voices.flatMap(({ sources }) => sources.map(({ sha256 }) => sha256));
  const here = await catalogue.assets
    .where('sha256')
    .anyOf([references.sha256, ...sounds])
    .primaryKeys();
  return here.includes(references.sha256) && sounds.some((sha256) => here.includes(sha256));
};
