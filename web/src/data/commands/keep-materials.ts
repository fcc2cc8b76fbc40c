import type { Material } from '@hornbook/shared/collections/materials.ts';
import { typeAll } from '@hornbook/shared/text/edit-text.ts';
import { cleanText } from '../clean-text.ts';
import { connect } from '../connections.ts';
import { randomText, uuidV7 } from '../ids.ts';
import { localWrite, type NotStored } from '../local-write.ts';
import type { Stored } from './set-profile.ts';

/** What a material is at its birth, besides its subject and title. */
export type NewMaterial =
  | { kind: 'text'; text?: string }
  | ({ kind: 'file' } & Pick<Material, 'blobHash' | 'sizeBytes' | 'mediaType' | 'fileName'>)
  | { kind: 'url'; url: string };

/** What a material made of a file is called until somebody renames it. */
export const titleOfFile = (fileName: string): string => fileName.replace(/(?<=.)\.[\p{L}\p{N}]{1,8}$/u, '');

/**
 * A new material of a subject; its id is for whoever opens it at once. One that is given an id and is there already stays
 * as it is.
 */
export const createMaterial = async (
  subjectId: string,
  title: string,
  material: NewMaterial,
  givenId?: string,
): Promise<{ kind: 'created'; id: string } | NotStored> =>
  localWrite(await connect(), async ({ at, get, put }) => {
    const id = givenId ?? uuidV7(at);
    if (givenId && (await get('materials', givenId))) return { kind: 'created', id };
    const { text, ...given } = { text: undefined, ...material };
    await put('materials', {
      id,
      subjectId,
      title: cleanText(title, 200),
      addedAt: at,
      changedAt: at,
      ...given,
      ...(text && { text: typeAll(text, randomText(8)) }),
    });
    return { kind: 'created', id };
  });

type Changes = Partial<Pick<Material, 'title' | 'subjectId' | 'text' | 'deletedAt'>>;

const change = async (id: string, changes: Changes): Promise<Stored | NotStored> =>
  localWrite(await connect(), async ({ at, get, put }) => {
    const known = await get('materials', id);
    // What is only changed is not brought back by it.
    if (known) await put('materials', { id, deletedAt: known.deletedAt, changedAt: at, ...changes });
    return { kind: 'stored' };
  });

export const renameMaterial = (id: string, title: string): Promise<Stored | NotStored> =>
  change(id, { title: cleanText(title, 200) });

/** Puts it into a subject; a deleted one comes back that way. */
export const moveMaterial = (id: string, subjectId: string): Promise<Stored | NotStored> =>
  change(id, { subjectId, deletedAt: null });

export const deleteMaterial = async (id: string): Promise<Stored | NotStored> =>
  localWrite(await connect(), async ({ at, get, put }) => {
    if (await get('materials', id)) await put('materials', { id, deletedAt: at });
    return { kind: 'stored' };
  });

export const bringBackMaterial = (id: string): Promise<Stored | NotStored> => change(id, { deletedAt: null });
