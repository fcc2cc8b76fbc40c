import { childOf, childrenOf, textOf, type XmlElement } from './xml.ts';

/** One condition of an item's response processing, in QTI 1.2. */
export interface Condition {
  /** What it gives of the item's points, from 0 to 1; null when it only shows feedback. */
  weight: number | null;
  /** What has to be answered, by response; what must not be answered is left away. */
  equal: { response: string; value: string; ignoresCase: boolean }[];
  /** A range a number has to be in. */
  range: { low: number; high: number } | null;
  /** Feedback it shows. */
  feedback: string[];
  /** It holds whatever is answered. */
  isOther: boolean;
}

/** All conditions of an item, in order. */
export const conditionsOf = (item: XmlElement): Condition[] => {
  const read = childrenOf(item, 'resprocessing').flatMap((processing) => {
    const declared = childrenOf(childOf(processing, 'outcomes'), 'decvar').map(({ attributes }) =>
      Number(attributes.maxvalue),
    );
    return childrenOf(processing, 'respcondition').map((condition) => ({
      condition,
      points: pointsOf(condition),
      most: declared.find((value) => Number.isFinite(value) && value > 0) ?? null,
    }));
  });
  const greatest = Math.max(0, ...read.map(({ points }) => points ?? 0));
  return read.map(({ condition, points, most }) => {
    const when = childOf(condition, 'conditionvar');
    // Several conditions that add up share the most there is; of those that set the points each stands alone.
    const whole = isAdded(condition) ? Math.max(most ?? greatest, greatest) : greatest;
    return {
      weight: points === null ? null : whole > 0 ? points / whole : 0,
      equal: equalsIn(when),
      range: rangeIn(when),
      feedback: childrenOf(condition, 'displayfeedback').map(({ attributes }) => attributes.linkrefid ?? ''),
      isOther: childOf(when, 'other') !== null,
    };
  });
};

const pointsOf = (condition: XmlElement): number | null => {
  const [set] = childrenOf(condition, 'setvar');
  const points = set ? Number(textOf(set).trim()) : Number.NaN;
  return Number.isFinite(points) ? points : null;
};

const isAdded = (condition: XmlElement): boolean =>
  childrenOf(condition, 'setvar').some(({ attributes }) => (attributes.action ?? '').toLowerCase() === 'add');

const equalsIn = (element: XmlElement | null): Condition['equal'] =>
  childrenOf(element).flatMap((child) => {
    if (child.name === 'not') return [];
    if (child.name !== 'varequal') return equalsIn(child);
    const { respident = '', case: casing = 'No' } = child.attributes;
    return [{ response: respident, value: textOf(child).trim(), ignoresCase: casing.toLowerCase() !== 'yes' }];
  });

const rangeIn = (element: XmlElement | null): Condition['range'] => {
  const bound = (names: string[]): number | null => {
    const found = descend(element).find(({ name }) => names.includes(name));
    const value = found ? Number(textOf(found).trim()) : Number.NaN;
    return Number.isFinite(value) ? value : null;
  };
  const [low, high] = [bound(['vargte', 'vargt']), bound(['varlte', 'varlt'])];
  return low === null || high === null || low > high ? null : { low, high };
};

const descend = (element: XmlElement | null): XmlElement[] =>
  childrenOf(element).flatMap((child) => (child.name === 'not' ? [] : [child, ...descend(child)]));
