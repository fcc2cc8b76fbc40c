import { childOf, childrenOf, textOf, type XmlElement } from './xml.ts';

/** What an item declares of one response. */
export interface Declaration {
  cardinality: string;
  baseType: string;
  /** In order, of identifiers, pairs or texts. */
  correct: string[];
  /** Points by value, where some are told. */
  mapping: ReadonlyMap<string, number>;
  caseSensitive: boolean;
  /** How far a number may be off. */
  tolerance: number;
}

export const declarationsOf = (item: XmlElement): Map<string, Declaration> =>
  new Map(
    childrenOf(item, 'responseDeclaration').map((element) => {
      const { identifier = '', cardinality = 'single', baseType = '' } = element.attributes;
      const entries = childrenOf(childOf(element, 'mapping'), 'mapEntry');
      return [
        identifier,
        {
          cardinality,
          baseType,
          correct: childrenOf(childOf(element, 'correctResponse'), 'value').map((value) => textOf(value).trim()),
          mapping: new Map(entries.map(({ attributes }) => [attributes.mapKey ?? '', Number(attributes.mappedValue)])),
          // QTI compares texts as they are unless an entry says otherwise.
          caseSensitive: entries.length > 0 && entries.every(({ attributes }) => attributes.caseSensitive !== 'false'),
          tolerance: toleranceIn(item, identifier),
        },
      ];
    }),
  );

/** What earns how much, from 0 to 1: by the mapping where there is one, and what is declared correct earns all. */
export const rightOf = ({ correct, mapping, cardinality }: Declaration): Map<string, number> => {
  const most = Math.max(0, ...mapping.values());
  const weights = new Map<string, number>();
  // Of several responses that are right together, each is one: their parts do not say which is wrong.
  for (const [value, points] of mapping)
    weights.set(value, most > 0 ? (cardinality === 'multiple' ? Math.sign(points) : points / most) : 0);
  for (const value of correct) weights.set(value, 1);
  return weights;
};

/** An absolute tolerance of the response processing, if it has one for this response. */
const toleranceIn = (item: XmlElement, identifier: string): number => {
  const equals = (element: XmlElement): XmlElement[] =>
    childrenOf(element).flatMap((child) => [...(child.name === 'equal' ? [child] : []), ...equals(child)]);
  const processing = childOf(item, 'responseProcessing');
  for (const element of processing ? equals(processing) : []) {
    const isOfIt = childrenOf(element, 'variable').some(({ attributes }) => attributes.identifier === identifier);
    if (!isOfIt || element.attributes.toleranceMode !== 'absolute') continue;
    const widths = (element.attributes.tolerance ?? '').trim().split(/\s+/).map(Number);
    if (widths.length > 0 && widths.every((width) => Number.isFinite(width) && width >= 0)) return Math.max(...widths);
  }
  return 0;
};
