import { askAccount } from '../service/account.ts';

/** Tells the service that a copy was made, for the learner's own list of such things. Without a connection nobody is told. */
export const noteExport = async (): Promise<void> => {
  await askAccount('/exported', {}).catch(() => undefined);
};
