import type { Material } from '@hornbook/shared/collections/materials.ts';
import type { Subject } from '@hornbook/shared/collections/subjects.ts';
import type { Connections } from '../connections.ts';
import { withoutMarks } from '../learner-database.ts';
import { useLive } from './live.ts';

export interface SubjectEntry {
  subject: Subject;
  /** How many materials are in it. */
  materials: number;
  /** When it or anything in it was last changed. */
  changedAt: number;
}

/** All subjects, the one last changed first. */
export const readSubjects = async ({ learner }: Connections): Promise<SubjectEntry[]> => {
  const [subjects, materials] = await Promise.all([
    learner.rows('subjects').toArray(),
    learner.rows('materials').toArray(),
  ]);
  const inside = new Map<string, Material[]>();
  for (const material of materials) {
    if (material.deletedAt !== null) continue;
    const { subjectId } = material;
    inside.set(subjectId, [...(inside.get(subjectId) ?? []), material]);
  }
  return subjects
    .filter(({ deletedAt }) => deletedAt === null)
    .map((record) => {
      const subject = withoutMarks<Subject>(record);
      const some = inside.get(subject.id) ?? [];
      const changedAt = some.reduce((latest, { changedAt }) => Math.max(latest, changedAt), subject.addedAt);
      return { subject, materials: some.length, changedAt };
    })
    .toSorted((a, b) => b.changedAt - a.changedAt || (a.subject.id < b.subject.id ? 1 : -1));
};

export const useSubjects = (): SubjectEntry[] | undefined => useLive(readSubjects);

/**
 * Deleted, and not worked on since. What was changed without knowing of its deletion, on another device, is
 * shown among what was recovered, so that nothing typed is lost.
 */
export const isGone = ({ deletedAt, stamps }: Pick<Material, 'deletedAt' | 'stamps'>): boolean =>
  deletedAt !== null && (stamps.changedAt ?? '') <= (stamps.deletedAt ?? '');

const newestFirst = (a: Material, b: Material): number => b.addedAt - a.addedAt || (a.id < b.id ? 1 : -1);

export type SubjectView = { kind: 'unknown' } | { kind: 'ready'; subject: Subject; materials: Material[] };

/** A subject with its materials, newest first. */
export const readSubject = async ({ learner }: Connections, id: string): Promise<SubjectView> => {
  const subject = await learner.rows('subjects').get(id);
  if (!subject || subject.deletedAt !== null) return { kind: 'unknown' };
  const rows = await learner.rows('materials').where('subjectId').equals(id).toArray();
  const materials = rows.map((row) => withoutMarks<Material>(row)).filter(({ deletedAt }) => deletedAt === null);
  return { kind: 'ready', subject: withoutMarks<Subject>(subject), materials: materials.toSorted(newestFirst) };
};

export const useSubject = (id: string): SubjectView | undefined =>
  useLive((connections) => readSubject(connections, id), id);

export type MaterialView = { kind: 'unknown' } | { kind: 'ready'; material: Material; subject: Subject | null };

/** A material with its subject; no subject if that was deleted. A deleted one is still shown: it can be brought back. */
export const readMaterial = async ({ learner }: Connections, id: string): Promise<MaterialView> => {
  const row = await learner.rows('materials').get(id);
  if (!row) return { kind: 'unknown' };
  const material = withoutMarks<Material>(row);
  const subject = await learner.rows('subjects').get(material.subjectId);
  return {
    kind: 'ready',
    material,
    subject: subject && subject.deletedAt === null ? withoutMarks<Subject>(subject) : null,
  };
};

export const useMaterial = (id: string): MaterialView | undefined =>
  useLive((connections) => readMaterial(connections, id), id);

export interface RecoveredView {
  /** Their subject is no longer here, but they are. */
  recovered: Material[];
  /** Deleted in the last thirty days. */
  deleted: Material[];
}

const KEPT_MS = 30 * 86_400_000;

/** What is in no subject, and what was deleted lately. */
export const readRecovered = async ({ learner }: Connections, now: number): Promise<RecoveredView> => {
  const [subjects, rows] = await Promise.all([learner.rows('subjects').toArray(), learner.rows('materials').toArray()]);
  const here = new Set(subjects.filter(({ deletedAt }) => deletedAt === null).map(({ id }) => id));
  const materials = rows.map((row) => withoutMarks<Material>(row)).toSorted(newestFirst);
  return {
    recovered: materials.filter((one) => !isGone(one) && (one.deletedAt !== null || !here.has(one.subjectId))),
    deleted: materials
      .filter((one) => isGone(one) && (one.deletedAt ?? 0) > now - KEPT_MS)
      .toSorted((a, b) => (b.deletedAt ?? 0) - (a.deletedAt ?? 0)),
  };
};

export const useRecovered = (now: number): RecoveredView | undefined =>
  useLive((connections) => readRecovered(connections, now), now);
