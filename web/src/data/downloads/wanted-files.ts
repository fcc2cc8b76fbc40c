import type { CourseManifest, PartRef, UnitHeader } from '@hornbook/shared/content/pack.ts';
import type { DownloadReason } from '../catalogue-database.ts';
import { distinct, neededAssets, recordings, unitAssets, unitParts } from '../manifest-index.ts';
import { playedForm } from './played-form.ts';

export interface WantedFile extends PartRef {
  kind: 'part' | 'asset';
  /** Of an asset. */
  mediaType?: string;
  /** Skills a question of this part trains when it names none itself. */
  unitSkillIds: string[];
}

export type Wish = Pick<DownloadReason, 'scope' | 'withAssets' | 'withMedia' | 'form' | 'without' | 'withoutMedia'>;

/** What of a unit a wish is about: all of it, or one lesson. */
const partOf = (unit: UnitHeader, { scope, without = [] }: Wish): UnitHeader | null => {
  if (scope === 'course' || scope === 'start' || scope === unit.id)
    return { ...unit, lessons: unit.lessons.filter(({ id }) => !without.includes(id)) };
  const lessons = unit.lessons.filter(({ id }) => id === scope);
  return lessons.length > 0 ? { ...unit, lessons, part: null, assets: [] } : null;
};

const filesOf = (unit: UnitHeader, wish: Wish): WantedFile[] => {
  const { withAssets, withMedia, withoutMedia = [], form = playedForm() } = wish;
  const heard = unit.lessons.filter(({ id }) => !withoutMedia.includes(id)).flatMap(({ assets }) => assets);
  const wanted = [...(withAssets ? neededAssets(unitAssets(unit)) : []), ...(withMedia ? recordings(heard, form) : [])];
  return [
    ...unitParts(unit).map((ref) => ({ ...ref, kind: 'part' as const, unitSkillIds: unit.skillIds })),
    ...wanted.map((ref) => ({ ...ref, kind: 'asset' as const, unitSkillIds: [] })),
  ];
};

/**
 * The files one reason covers: texts first, then pictures, then recordings, each in reading order, so that what is needed
 * next is there first.
 */
export const wantedFiles = (manifest: CourseManifest, wish: Wish): WantedFile[] => {
  const units = (wish.scope === 'start' ? manifest.units.slice(0, 1) : manifest.units).flatMap(
    (unit) => partOf(unit, wish) ?? [],
  );
  const files = distinct(units.flatMap((unit) => filesOf(unit, wish)));
  const thumbnail = wish.withAssets && wish.scope === 'course' ? manifest.thumbnail : null;
  if (thumbnail) files.push({ ...thumbnail, kind: 'asset', unitSkillIds: [] });
  const optional = new Set(units.flatMap(unitAssets).flatMap((asset) => (asset.optional ? [asset.sha256] : [])));
  const rank = ({ kind, sha256 }: WantedFile) => (kind === 'part' ? 0 : optional.has(sha256) ? 2 : 1);
  return distinct(files).toSorted((a, b) => rank(a) - rank(b));
};
