import { isCollection, isMap, isScalar, LineCounter, type Node, parseDocument, Scalar } from 'yaml';
import type { z } from 'zod';
import type { Markdown } from './authored-question.ts';
import type { Place, Problems } from './problems.ts';

type Path = readonly PropertyKey[];

/** An author's file, read: its fields, its text, and where each stands. */
export interface FrontMatter<T> {
  fields: T;
  body: Markdown;
  place: (...path: Path) => Place;
  /** The Markdown text of a field, which must be text. */
  markdown: (...path: Path) => Markdown;
}

/** What says whether fields are as they should be: a schema of zod, or anything that answers as one. */
interface Schema<T> {
  safeParse: (fields: unknown) => { success: true; data: T } | { success: false; error: Pick<z.ZodError, 'issues'> };
}

/** Fields of any name and form. */
export const anyFields: Schema<Record<string, unknown>> = {
  safeParse: (fields) => {
    if (typeof fields === 'object' && fields !== null && !Array.isArray(fields))
      return { success: true, data: fields as Record<string, unknown> };
    const message = 'must be fields with their values';
    const issue: z.core.$ZodIssue = { code: 'custom', path: [], message, input: fields };
    return { success: false, error: { issues: [issue] } };
  },
};

/** Reads `---` front matter and the text below it; null after a problem, which says the line. */
export const readFrontMatter = <T>(
  file: string,
  text: string,
  schema: Schema<T>,
  problems: Problems,
): FrontMatter<T> | null => {
  const fence = /^---\n([\s\S]*?)(?:^|\n)---[ \t]*(?:\n|$)/.exec(text);
  if (!fence) {
    problems.add({ file, line: 1 }, 'must begin with front matter: a line ---, the fields, a line ---');
    return null;
  }
  const lines = new LineCounter();
  const refuse = (error: unknown): null => {
    problems.add(
      { file, line: 1 },
      `front matter: ${error instanceof Error ? firstLine(error.message) : 'it can not be read'}`,
    );
    return null;
  };
  let document: ReturnType<typeof parseDocument>;
  try {
    document = parseDocument(fence[1] ?? '', { lineCounter: lines, uniqueKeys: true });
  } catch (error) {
    // Nested deeper than anybody writes.
    return refuse(error);
  }
  // The opening fence is line 1 of the file.
  const lineAt = (offset: number) => lines.linePos(offset).line + 1;
  for (const error of document.errors) {
    problems.add({ file, line: lineAt(error.pos[0]) }, firstLine(error.message));
  }
  if (document.errors.length > 0) return null;

  const nodeAt = (path: Path): Node | null => {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (isNode(node)) return node;
    }
    return null;
  };
  const place = (...path: Path): Place => ({ file, line: lineAt(nodeAt(path)?.range?.[0] ?? 0) });

  let given: unknown;
  try {
    given = document.toJS();
  } catch (error) {
    // Aliases of aliases that would grow into more than fits in memory.
    return refuse(error);
  }
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const name = fieldName(issue.path);
      if (issue.code === 'unrecognized_keys') {
        for (const key of issue.keys) {
          const at = keyOffset(nodeAt(issue.path), key);
          const where = at === undefined ? place(...issue.path) : { file, line: lineAt(at) };
          problems.add(where, `unknown field "${key}"${name && ` in ${name}`}`);
        }
      } else if (valueAt(given, issue.path) === undefined) {
        problems.add(place(...issue.path), `${name || 'front matter'} is missing`);
      } else {
        problems.add(place(...issue.path), `${name || 'front matter'}: ${issue.message}`);
      }
    }
    return null;
  }
  const bodyLine = fence[0].split('\n').length;
  return {
    fields: parsed.data,
    body: { text: text.slice(fence[0].length), place: { file, line: bodyLine }, keepsLines: true },
    place,
    markdown: (...path) => {
      const node = nodeAt(path);
      const { line } = place(...path);
      const isBlock = isScalar(node) && node.type === Scalar.BLOCK_LITERAL;
      return {
        text: String(isScalar(node) ? node.value : ''),
        // A block's text begins on the line after its bar.
        place: { file, line: isBlock ? line + 1 : line },
        keepsLines: isBlock,
      };
    },
  };
};

const isNode = (value: unknown): value is Node => isScalar(value) || isCollection(value);
const firstLine = (message: string): string => message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '';

const keyOffset = (node: Node | null, key: string): number | undefined => {
  const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
  return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
};

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, step) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[step], value);

/** ['questions', 1, 'options'] as an author says it: "questions 2 options". */
const fieldName = (path: Path): string =>
  path.map((step) => (typeof step === 'number' ? String(step + 1) : String(step))).join(' ');
