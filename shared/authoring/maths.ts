import temml from 'temml';

/** LaTeX as MathML, which browsers draw without any script; or why it can't be read. */
export const mathsToMathml = (latex: string, display: boolean): { mathml: string } | { problem: string } => {
  try {
    // In running text a long formula may go on in the next line, as TeX lets it: after a relation or an operator.
    const wrap = display ? 'none' : 'tex';
    return { mathml: temml.renderToString(latex, { displayMode: display, throwOnError: true, trust: false, wrap }) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { problem: message.split('\n')[0]?.replace(/^ParseError: /, '') ?? message };
  }
};
