import type { DownloadReason, DownloadSettings } from '../catalogue-database.ts';
import type { Connections } from '../open-databases.ts';

export const DEFAULT_SETTINGS: DownloadSettings = { id: 'downloads', over: 'any', lowData: 'system' };

/** As Chromium tells it; other browsers say nothing. */
interface NetworkInformation extends EventTarget {
  type?: string;
  saveData?: boolean;
}

const network = (): NetworkInformation | undefined =>
  (globalThis.navigator as { connection?: NetworkInformation } | undefined)?.connection;

/** Whether what is fetched now may cost somebody something. `unknown` where the browser doesn't tell. */
export const networkCost = (): 'free' | 'metered' | 'unknown' => {
  const { type, saveData } = network() ?? {};
  if (saveData || type === 'cellular' || type === 'wimax' || type === 'bluetooth') return 'metered';
  return type === 'wifi' || type === 'ethernet' ? 'free' : 'unknown';
};

/** Calls back when the device changes from one network to another, until the signal ends. */
export const onNetworkChange = (listener: () => void, signal: AbortSignal): void =>
  network()?.addEventListener?.('change', listener, { signal });

export const readSettings = async ({ catalogue }: Pick<Connections, 'catalogue'>): Promise<DownloadSettings> =>
  (await catalogue.settings.get('downloads')) ?? DEFAULT_SETTINGS;

/** Whether the learner, or the device for all apps, wants little to be fetched. */
export const isLowData = ({ lowData }: DownloadSettings): boolean =>
  lowData === 'on' || (lowData === 'system' && network()?.saveData === true);

/** A network that may cost something is one that is not known to be free: a promise to wait is kept. */
export const mayFetchMedia = async (
  connections: Pick<Connections, 'catalogue'>,
  { withMedia, evenMetered }: Pick<DownloadReason, 'withMedia' | 'evenMetered'>,
): Promise<boolean> => {
  if (!withMedia || evenMetered) return true;
  const { over } = await readSettings(connections);
  return over === 'any' || networkCost() === 'free';
};
