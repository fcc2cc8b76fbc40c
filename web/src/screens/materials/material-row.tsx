import type { Material } from '@hornbook/shared/collections/materials.ts';
import { textOf } from '@hornbook/shared/text/text-order.ts';
import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { IconName } from '../../components/icon.tsx';
import { Row } from '../../components/row.tsx';
import { wordsOfNote } from '../../data/search/words-of-note.ts';
import { useFormat } from '../../i18n/use-format.ts';

export const materialIcons: Record<Material['kind'], IconName> = { text: 'lesson', file: 'file', url: 'link' };

/** Its title, or what it is where nobody gave it one. */
export const useMaterialTitle = ({ title, kind }: Pick<Material, 'title' | 'kind'>): string => {
  const { t } = useLingui();
  return title || { text: t`A note`, file: t`A file`, url: t`A link` }[kind];
};

const SHOWN = 80;

/** Enough of a note to know it by, without its marks. */
const beginningOf = (text: string): string =>
  wordsOfNote(text.slice(0, 4 * SHOWN))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, SHOWN);

export const MaterialRow = ({ material, end }: { material: Material; end?: ReactNode }) => {
  const { bytes, day } = useFormat();
  const detail = { text: beginningOf(textOf(material.text)), file: bytes(material.sizeBytes ?? 0), url: material.url };
  const beginning = detail[material.kind];
  return (
    <Row
      href={`/me/materials/${material.id}`}
      icon={materialIcons[material.kind]}
      tone={material.kind === 'text' ? 'info' : 'accent'}
      title={useMaterialTitle(material)}
      detail={
        <>
          {day(material.changedAt)}
          {beginning && ` · ${beginning}`}
        </>
      }
      end={end}
    />
  );
};
