import type { Gap, GapSolution, Option, SolvedOf, SolvedQuestion } from '../content/pack.ts';
import { type ExportedItem, type ExportNote, type ToExport, wordsOf } from './exported.ts';

/* Questions as a package of QTI 3.0: a file an item, a test for each category, and a manifest. */

const ITEM_NAMESPACE = 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0';

/** The files of a package by path, and of each question what of it QTI says otherwise. Figures are left to the caller. */
export const writeQti = (all: readonly ToExport[]): { files: Map<string, string>; items: ExportedItem[] } => {
  const files = new Map<string, string>();
  const items: ExportedItem[] = [];
  const tests = new Map<string, string[]>();
  for (const { question, category } of all) {
    const notes: ExportNote[] = [];
    const parts = partsOf(question, notes);
    items.push({ id: question.id, notes });
    if (!parts) continue;
    const path = `items/${question.id}.xml`;
    files.set(path, itemXml(question, parts));
    const title = category.join(' – ') || 'Questions';
    tests.set(title, [...(tests.get(title) ?? []), path]);
  }
  [...tests].forEach(([title, paths], index) => {
    files.set(`test-${index + 1}.xml`, testXml(`test-${index + 1}`, title, paths));
  });
  files.set('imsmanifest.xml', manifestXml([...files.keys()]));
  return { files, items };
};

interface Parts {
  declarations: string;
  body: string;
  feedback: string;
}

const partsOf = (question: SolvedQuestion, notes: ExportNote[]): Parts | null => {
  switch (question.kind) {
    case 'multiple_choice':
      return choice(question, [question.solution.optionId], 'single');
    case 'multiple_response':
      return choice(question, question.solution.optionIds, 'multiple');
    case 'true_false': {
      const option = (value: boolean): Option => ({
        id: String(value),
        html: value ? 'True' : 'False',
        feedbackHtml: question.feedbackHtml[value ? 'true' : 'false'],
      });
      return choice(
        { ...question, options: [option(true), option(false)] },
        [String(question.solution.value)],
        'single',
      );
    }
    case 'ordering': {
      const choices = question.options.map((option) => simple('qti-simple-choice', option, false)).join('');
      if (question.options.some(({ feedbackHtml }) => feedbackHtml)) notes.push({ kind: 'changed', what: 'feedback' });
      return {
        declarations: declares('ordered', 'identifier', question.solution.optionIds.map(name)),
        body: interaction('qti-order-interaction', question.promptHtml, choices),
        feedback: '',
      };
    }
    case 'matching':
      return matching(question, notes);
    case 'numeric':
    case 'short_text': {
      const gap: Gap =
        question.kind === 'numeric' ? { id: 'R', kind: 'number', unit: question.unit } : { id: 'R', kind: 'text' };
      const solution = { id: 'R', kind: gap.kind, ...question.solution } as GapSolution;
      if (question.kind === 'short_text' && question.solution.nearMisses.length > 0)
        notes.push({ kind: 'changed', what: 'feedback' });
      return {
        declarations: gapDeclaration(gap, solution),
        body: `${xhtml(question.promptHtml)}<p>${entry(gap)}</p>`,
        feedback: '',
      };
    }
    case 'cloze': {
      const solutions = new Map(question.solution.gaps.map((gap) => [gap.id, gap]));
      const gaps = new Map(question.gaps.map((gap) => [gap.id, gap]));
      const text = question.paragraphs.map(
        (pieces) =>
          `<p>${pieces.map((piece) => ('html' in piece ? xhtml(piece.html) : entry(gaps.get(piece.gapId) as Gap))).join('')}</p>`,
      );
      return {
        declarations: question.gaps.map((gap) => gapDeclaration(gap, solutions.get(gap.id) as GapSolution)).join(''),
        body: xhtml(question.promptHtml) + text.join(''),
        feedback: '',
      };
    }
    default:
      notes.push({ kind: 'left-out', reason: 'kind', of: question.kind });
      return null;
  }
};

/** Identifiers of QTI begin with a letter. */
const name = (id: string): string => `i${id.replaceAll(/[^A-Za-z0-9_-]/g, '_')}`;

const choice = (
  { promptHtml, options }: { promptHtml: string; options: readonly Option[] },
  right: readonly string[],
  cardinality: 'single' | 'multiple',
): Parts => ({
  declarations: declares(cardinality, 'identifier', right.map(name)),
  body: interaction(
    'qti-choice-interaction',
    promptHtml,
    options.map((option) => simple('qti-simple-choice', option)).join(''),
    `max-choices="${cardinality === 'single' ? 1 : 0}"`,
  ),
  feedback: '',
});

const matching = (
  { promptHtml, options, choices, solution, reuse }: SolvedOf<'matching'>,
  notes: ExportNote[],
): Parts => {
  const set = (all: readonly { id: string; html: string }[], prefix: string, most: number): string =>
    `<qti-simple-match-set>${all
      .map(
        ({ id, html }) =>
          `<qti-simple-associable-choice identifier="${prefix}${name(id)}" match-max="${most}">${xhtml(html)}</qti-simple-associable-choice>`,
      )
      .join('')}</qti-simple-match-set>`;
  if (options.some(({ feedbackHtml }) => feedbackHtml)) notes.push({ kind: 'changed', what: 'feedback' });
  return {
    declarations: declares(
      'multiple',
      'directedPair',
      solution.pairs.map(({ optionId, choiceId }) => `o${name(optionId)} c${name(choiceId)}`),
    ),
    body: interaction(
      'qti-match-interaction',
      promptHtml,
      set(options, 'o', 1) + set(choices, 'c', reuse ? 0 : 1),
      `max-associations="${options.length}"`,
    ),
    feedback: '',
  };
};

const interaction = (tag: string, promptHtml: string, inside: string, attributes = ''): string =>
  `${xhtml(promptHtml)}<${tag} response-identifier="R"${attributes ? ` ${attributes}` : ''}>${inside}</${tag}>`;

const simple = (tag: string, { id, html, feedbackHtml }: Option, withFeedback = true): string => {
  const said =
    withFeedback && feedbackHtml
      ? `<qti-feedback-inline outcome-identifier="FEEDBACK" identifier="${name(id)}" show-hide="show">${xhtml(feedbackHtml)}</qti-feedback-inline>`
      : '';
  return `<${tag} identifier="${name(id)}">${xhtml(html)}${said}</${tag}>`;
};

const declares = (cardinality: string, baseType: string, values: readonly string[], id = 'R', more = ''): string =>
  `<qti-response-declaration identifier="${id}" cardinality="${cardinality}" base-type="${baseType}"><qti-correct-response>${values
    .map((value) => `<qti-value>${escapeXml(value)}</qti-value>`)
    .join('')}</qti-correct-response>${more}</qti-response-declaration>`;

const gapDeclaration = (gap: Gap, solution: GapSolution): string => {
  const id = gap.id === 'R' ? 'R' : name(gap.id);
  if (solution.kind === 'choice') return declares('single', 'identifier', [name(solution.optionId)], id);
  if (solution.kind === 'number') return declares('single', 'float', [String(solution.value)], id);
  const entries = solution.accept.map(
    (text) =>
      `<qti-map-entry map-key="${escapeXml(text)}" mapped-value="1" case-sensitive="${solution.caseSensitive}"/>`,
  );
  return declares(
    'single',
    'string',
    solution.accept.slice(0, 1),
    id,
    `<qti-mapping default-value="0">${entries.join('')}</qti-mapping>`,
  );
};

const entry = (gap: Gap): string => {
  const id = gap.id === 'R' ? 'R' : name(gap.id);
  if (gap.kind !== 'choice')
    return `<qti-text-entry-interaction response-identifier="${id}"/>${gap.kind === 'number' && gap.unit ? ` ${escapeXml(gap.unit)}` : ''}`;
  const choices = gap.options.map(
    (option) =>
      `<qti-inline-choice identifier="${name(option.id)}">${escapeXml(wordsOf(option.html))}</qti-inline-choice>`,
  );
  return `<qti-inline-choice-interaction response-identifier="${id}">${choices.join('')}</qti-inline-choice-interaction>`;
};

/** How an answer is scored: numbers by their tolerance, texts by the mapping, everything else by what is correct. */
const processing = (question: SolvedQuestion): string => {
  const tolerances = question.kind === 'numeric' ? [['R', question.solution.tolerance] as const] : [];
  const inGaps =
    question.kind === 'cloze'
      ? question.solution.gaps.flatMap((gap) => (gap.kind === 'number' ? [[name(gap.id), gap.tolerance] as const] : []))
      : [];
  const numbers = [...tolerances, ...inGaps].map(
    ([id, tolerance]) =>
      `<qti-response-condition><qti-response-if><qti-equal tolerance-mode="absolute" tolerance="${tolerance} ${tolerance}"><qti-variable identifier="${id}"/><qti-correct identifier="${id}"/></qti-equal><qti-set-outcome-value identifier="SCORE"><qti-sum><qti-variable identifier="SCORE"/><qti-base-value base-type="float">1</qti-base-value></qti-sum></qti-set-outcome-value></qti-response-if></qti-response-condition>`,
  );
  if (numbers.length > 0) return `<qti-response-processing>${numbers.join('')}</qti-response-processing>`;
  const template = question.kind === 'short_text' ? 'map_response' : 'match_correct';
  return `<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/${template}.xml"/>`;
};

const itemXml = (
  question: SolvedQuestion,
  { declarations, body, feedback }: Parts,
): string => `<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item xmlns="${ITEM_NAMESPACE}" identifier="${question.id}" title="${escapeXml(wordsOf(question.promptHtml).slice(0, 60))}" adaptive="false" time-dependent="false">
${declarations}<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/><qti-outcome-declaration identifier="FEEDBACK" cardinality="single" base-type="identifier"/>
<qti-item-body>${body}</qti-item-body>
${processing(question)}
${feedback}${question.explanationHtml ? `<qti-modal-feedback outcome-identifier="FEEDBACK" identifier="explanation" show-hide="show"><qti-content-body>${xhtml(question.explanationHtml)}</qti-content-body></qti-modal-feedback>` : ''}
</qti-assessment-item>
`;

const testXml = (id: string, title: string, paths: readonly string[]): string => `<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-test xmlns="${ITEM_NAMESPACE}" identifier="${id}" title="${escapeXml(title)}"><qti-test-part identifier="part" navigation-mode="nonlinear" submission-mode="simultaneous"><qti-assessment-section identifier="section" title="${escapeXml(title)}" visible="true">
${paths.map((path) => `<qti-assessment-item-ref identifier="i${path.replaceAll(/[^A-Za-z0-9]/g, '')}" href="${path}"/>`).join('\n')}
</qti-assessment-section></qti-test-part></qti-assessment-test>
`;

const manifestXml = (paths: readonly string[]): string => `<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="questions"><metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata><organizations/><resources>
${paths.map((path, index) => `<resource identifier="r${index + 1}" type="${path.startsWith('items/') ? 'imsqti_item_xmlv3p0' : 'imsqti_test_xmlv3p0'}" href="${path}"><file href="${path}"/></resource>`).join('\n')}
</resources></manifest>
`;

/** HTML as published, with every element closed. */
const xhtml = (html: string): string =>
  html
    .replaceAll(/<(br|hr|img|col|wbr)\b([^>]*?)\s*\/?>/g, '<$1$2/>')
    .replaceAll(/<details open>/g, '<details open="open">')
    .replaceAll('&nbsp;', '&#160;');
const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
