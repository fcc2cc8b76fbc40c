import { type Arrival, arrivalsDatabase } from '../arrivals/arrivals-database.ts';
import { useLive } from './live.ts';

export type { Arrival } from '../arrivals/arrivals-database.ts';

const readArrivals = (): Promise<Arrival[]> => arrivalsDatabase().arrivals.orderBy('at').toArray();

/** What came from other apps and is in no subject yet, in the order it came; the same for all who share this device. */
export const useArrivals = (): Arrival[] | undefined => useLive(readArrivals);
