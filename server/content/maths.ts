import temml from 'temml';

/** LaTeX as MathML, which browsers draw without any script; or why it can't be read. */
export const mathsToMathml = (latex: string, display: boolean): { mathml: string } | { problem: string } => {
  try {
    return { mathml: temml.renderToString(latex, { displayMode: display, throwOnError: true, trust: false }) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { problem: message.split('\n')[0]?.replace(/^ParseError: /, '') ?? message };
  }
};
