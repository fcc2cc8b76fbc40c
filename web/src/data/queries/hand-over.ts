import { type Carried, type HandedOver, handOverDatabase } from '../hand-over/hand-over-database.ts';
import { useLive } from './live.ts';

export type { Carried, HandedOver } from '../hand-over/hand-over-database.ts';

/** What this device carries for others, and what became of what it carried; the newest first. */
export const readCarried = async (): Promise<Omit<Carried, 'text'>[]> =>
  (await handOverDatabase().carried.toArray())
    .map(({ text, ...shown }) => shown)
    .sort((a, b) => b.receivedAt - a.receivedAt);

const SHOWN = 10;

const readHandedOver = async (learnerId: string): Promise<HandedOver[]> =>
  handOverDatabase().handedOver.where('learnerId').equals(learnerId).reverse().limit(SHOWN).toArray();

export const useCarried = () => useLive(readCarried);
export const useHandedOver = (): HandedOver[] | undefined => useLive(({ device }) => readHandedOver(device.learnerId));
