import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What must be installed to make recordings, with the typefaces of fonts-noto-core. Nothing else in Hornbook needs them. */
export const TOOLS = { speech: 'espeak-ng', film: 'ffmpeg' } as const;

/** Runs a program to its end and gives what it printed; throws with its last words when it fails. */
export const runTool = async (
  name: string,
  args: readonly string[],
  { input }: { input?: Uint8Array | string } = {},
): Promise<Buffer> => {
  const child = spawn(name, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const out: Buffer[] = [];
  let complaint = '';
  child.stdout.on('data', (data: Buffer) => void out.push(data));
  child.stderr.on('data', (data: Buffer) => {
    complaint = (complaint + data).slice(-2_000);
  });
  // A program that ends early closes its input: its exit code says more.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [code] = (await Promise.race([
    once(child, 'close'),
    once(child, 'error').then(([error]) => {
      throw new Error(`${name} can not be run (${error.code}). Install it: apt-get install ${name}`);
    }),
  ])) as [number | null];
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${complaint.trim()}`);
  return Buffer.concat(out);
};
