/** What went wrong, in words, with the line of the program it went wrong on. */
export const DESCRIBE_ERRORS = String.raw`
class Mismatch extends Error {}
const lineIn = (stack) => {
  // The program's own lines; what is evaluated within it for a test has none.
  const lines = split(String(stack), '\n');
  for (let at = 0; at < lines.length; at++) {
    const found = match(/program\.js:(\d+)/, lines[at]);
    if (found && !includes(lines[at], '<eval>')) return Number(found[1]);
  }
};
const describeError = (error) => safely(() => {
  if (error instanceof Mismatch) return { status: 'failed', message: error.message, expected: error.expected, got: error.got };
  if (error === null || typeof error !== 'object' || !('message' in error)) return { status: 'error', message: 'Threw ' + display(error) };
  const name = nameOf(error), message = String(error.message);
  const inner = name === 'InternalError';
  const status = inner && message === 'out of memory' ? 'memory' : (inner || name === 'RangeError') && message.includes('stack') ? 'stack' : 'error';
  return { status, message: name + ': ' + message, line: lineIn(error.stack) };
}, { status: 'error', message: 'Threw something that can’t be shown' });
`;
