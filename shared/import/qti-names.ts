import { isElement, type XmlElement } from './xml.ts';

/**
 * An item of QTI 3 in the names of QTI 2: `qti-choice-interaction` is `choiceInteraction`, `response-identifier` is
 * `responseIdentifier`. What is HTML in it keeps its names.
 */
export const asVersion2 = (element: XmlElement): XmlElement => {
  const isQti = element.name.startsWith('qti-');
  return {
    name: isQti ? camel(element.name.slice(4)) : element.name,
    attributes: isQti
      ? Object.fromEntries(
          Object.entries(element.attributes).map(([name, value]) => [
            name.startsWith('data-') ? name : camel(name),
            value,
          ]),
        )
      : element.attributes,
    children: element.children.map((child) => (isElement(child) ? asVersion2(child) : child)),
  };
};

const camel = (name: string): string => name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
