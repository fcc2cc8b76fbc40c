import { Dexie } from 'dexie';

let forSession = false;

/** Nothing is kept: what is done lives as long as this page. */
export const keepsNothing = (): boolean => forSession;

/** From now on databases are made in memory. The ones of the browser, if there are any, stay as they are. */
export const keepInMemory = async (): Promise<void> => {
  const memory = await import('fake-indexeddb');
  // Its types are those of its own classes; they are made to be the browser's.
  Object.assign(Dexie.dependencies, { indexedDB: memory.default, IDBKeyRange: memory.IDBKeyRange });
  forSession = true;
};

/** Where the browser has no IndexedDB, or forbids it, memory does for the session. */
export const keepInMemoryIfForbidden = async (): Promise<void> => {
  if (!Dexie.dependencies.indexedDB) await keepInMemory();
};
