import { cleanText } from '../clean-text.ts';
import { connect } from '../connections.ts';
import { uuidV7 } from '../ids.ts';
import { localWrite, type NotStored } from '../local-write.ts';
import type { Stored } from './set-profile.ts';

/** A new subject; its id is for whoever adds to it at once. */
export const createSubject = async (said: {
  name: string;
  description?: string;
}): Promise<{ kind: 'created'; id: string } | NotStored> =>
  localWrite(await connect(), async ({ at, put }) => {
    const id = uuidV7(at);
    const description = cleanText(said.description ?? '', 2000);
    await put('subjects', { id, name: cleanText(said.name, 120), description, addedAt: at });
    return { kind: 'created', id };
  });

export const changeSubject = async (
  id: string,
  said: { name?: string; description?: string },
): Promise<Stored | NotStored> =>
  localWrite(await connect(), async ({ get, put }) => {
    if (await get('subjects', id))
      await put('subjects', {
        id,
        ...(said.name !== undefined && { name: cleanText(said.name, 120) }),
        ...(said.description !== undefined && { description: cleanText(said.description, 2000) }),
      });
    return { kind: 'stored' };
  });

/** The subject and the materials that are in it here go together, and come back together. */
export interface DeletedSubject {
  kind: 'deleted';
  id: string;
  materialIds: string[];
}

export const deleteSubject = async (id: string): Promise<DeletedSubject | NotStored> => {
  const connections = await connect();
  const inside = await connections.learner.rows('materials').where('subjectId').equals(id).toArray();
  const materialIds = inside.filter(({ deletedAt }) => deletedAt === null).map((material) => material.id);
  return localWrite(connections, async ({ at, get, put }) => {
    if (await get('subjects', id)) await put('subjects', { id, deletedAt: at });
    for (const materialId of materialIds) await put('materials', { id: materialId, deletedAt: at });
    return { kind: 'deleted', id, materialIds };
  });
};

export const bringBackSubject = async ({
  id,
  materialIds,
}: Omit<DeletedSubject, 'kind'>): Promise<Stored | NotStored> =>
  localWrite(await connect(), async ({ get, put }) => {
    if (await get('subjects', id)) await put('subjects', { id, deletedAt: null });
    for (const materialId of materialIds) await put('materials', { id: materialId, deletedAt: null });
    return { kind: 'stored' };
  });
