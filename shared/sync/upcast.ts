import type { AnyRow, Collection } from '../collections/define-collection.ts';

/** [M3] The row with every value in its present form; the very same row when it is so already. */
export const upcastRow = (collection: Collection, row: AnyRow): AnyRow => {
  let upcast = row;
  for (const [name, { from }] of Object.entries(collection.upcasts ?? {})) {
    const value = row[name];
    if (value === undefined || value === null) continue;
    const present = from(value);
    if (present !== value) upcast = { ...upcast, [name]: present };
  }
  return upcast;
};
