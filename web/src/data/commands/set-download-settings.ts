import type { DownloadSettings } from '../catalogue-database.ts';
import { connect } from '../connections.ts';
import { readSettings } from '../downloads/settings.ts';

/** How this device downloads, for all who learn on it. */
export const setDownloadSettings = async (change: Partial<Omit<DownloadSettings, 'id'>>): Promise<void> => {
  const connections = await connect();
  const { catalogue } = connections;
  await catalogue.transaction('rw', catalogue.settings, async () => {
    await catalogue.settings.put({ ...(await readSettings(connections)), ...change });
  });
};
