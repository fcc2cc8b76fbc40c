import type { CourseManifest, PartRef, UnitHeader } from '@hornbook/shared/content/pack.ts';
import type { DownloadReason } from '../catalogue-database.ts';
import { distinct, unitAssets, unitParts } from '../manifest-index.ts';

export interface WantedFile extends PartRef {
  kind: 'part' | 'asset';
  /** Skills a question of this part trains when it names none itself. */
  unitSkillIds: string[];
}

const filesOf = (unit: UnitHeader, withAssets: boolean): WantedFile[] => [
  ...unitParts(unit).map((ref) => ({ ...ref, kind: 'part' as const, unitSkillIds: unit.skillIds })),
  ...(withAssets ? unitAssets(unit).map((ref) => ({ ...ref, kind: 'asset' as const, unitSkillIds: [] })) : []),
];

/** The files one reason covers: texts first, in reading order, so that what is needed next is there first. */
export const wantedFiles = (
  manifest: CourseManifest,
  { scope, withAssets }: Pick<DownloadReason, 'scope' | 'withAssets'>,
): WantedFile[] => {
  const units =
    scope === 'course'
      ? manifest.units
      : scope === 'start'
        ? manifest.units.slice(0, 1)
        : manifest.units.filter(({ id }) => id === scope);
  const files = distinct(units.flatMap((unit) => filesOf(unit, withAssets)));
  const thumbnail = withAssets && scope === 'course' ? manifest.thumbnail : null;
  if (thumbnail) files.push({ ...thumbnail, kind: 'asset', unitSkillIds: [] });
  return distinct(files).toSorted((a, b) => Number(a.kind === 'asset') - Number(b.kind === 'asset'));
};
