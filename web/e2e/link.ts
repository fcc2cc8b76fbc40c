import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What the proxy does to a request to /sync or /auth; everything else passes, unless the link is cut. */
export type Fault = 'pass' | 'drop-request' | 'drop-reply' | 'duplicate' | 'truncate' | 'captive' | 'busy' | 'slow';

// A kept connection may be closed by the service just as it is used again; only faults that are asked for may happen.
const agent = new Agent({ keepAlive: false });

const readBody = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** A proxy between browser and service that cuts, delays, duplicates. Browsers' own offline switch does not reach service workers; this does. */
export class Link {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private linkCut = false;
  /** Decides what happens to the n-th request for /sync or /auth. */
  fault: (n: number, path: string) => Fault = () => 'pass';
  private counted = 0;
  /** What a file of the app becomes on its way, so that a story can deploy another version; null leaves it as it is. */
  rewrite: (path: string, text: string) => string | null = () => null;
  readonly seen: Record<string, number> = {};
  readonly port: number;
  private readonly target: number;

  constructor(port: number, target: number) {
    this.port = port;
    this.target = target;
    this.server = createServer((incoming, reply) => void this.handle(incoming, reply));
    this.server.on('connection', (socket) => {
      if (this.linkCut) return socket.destroy();
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  start(): Promise<void> {
    return new Promise((resolve) => this.server.listen(this.port, '127.0.0.1', () => resolve()));
  }

  /** Ends every connection and refuses new ones until `mend`. */
  cut(): void {
    this.linkCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.linkCut = false;
  }

  stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async handle(incoming: IncomingMessage, reply: ServerResponse): Promise<void> {
    const path = incoming.url ?? '/';
    const faulty = path.startsWith('/sync') || path.startsWith('/auth');
    const fault = faulty ? this.fault(this.counted++, path) : 'pass';
    this.seen[fault] = (this.seen[fault] ?? 0) + 1;
    const body = await readBody(incoming).catch(() => null);
    if (!body || fault === 'drop-request') return void reply.destroy();
    if (fault === 'captive')
      return void reply.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in to Wi-Fi</h1>');
    if (fault === 'busy') return void reply.writeHead(503, { 'retry-after': '1' }).end();
    if (await this.deploy(incoming, reply, path.replace(/\?.*/, ''))) return;
    if (fault === 'slow') await new Promise((resolve) => setTimeout(resolve, 1500));
    if (fault === 'duplicate') await this.forward(incoming, body, null, fault).catch(() => undefined);
    await this.forward(incoming, body, reply, fault).catch(() => reply.destroy());
  }

  /** Answers with the rewritten file, if the story rewrites it. */
  private async deploy(incoming: IncomingMessage, reply: ServerResponse, path: string): Promise<boolean> {
    if (!/\.(js|html)$|^\/$/.test(path)) return false;
    const original = await fetch(`http://localhost:${this.target}${path}`).catch(() => null);
    const text = original && this.rewrite(path, await original.text());
    if (!original || text === null || text === undefined) return false;
    const headers = Object.fromEntries([...original.headers].filter(([name]) => !/encoding|length|etag/.test(name)));
    incoming.resume();
    reply.writeHead(200, headers).end(text);
    return true;
  }

  private forward(incoming: IncomingMessage, body: Buffer, reply: ServerResponse | null, fault: Fault): Promise<void> {
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          agent,
          host: 'localhost',
          port: this.target,
          path: incoming.url,
          method: incoming.method,
          headers: incoming.headers,
        },
        (answer) => {
          if (!reply || fault === 'drop-reply') {
            answer.resume();
            answer.on('end', () => {
              reply?.destroy();
              resolve();
            });
            return;
          }
          reply.writeHead(answer.statusCode ?? 502, answer.headers);
          if (fault === 'truncate') {
            answer.once('data', (chunk: Buffer) => {
              reply.write(chunk.subarray(0, Math.floor(chunk.length / 2)), () => reply.destroy());
              answer.destroy();
              resolve();
            });
            return;
          }
          answer.pipe(reply);
          answer.on('end', resolve);
          answer.on('error', reject);
        },
      );
      outgoing.on('error', reject);
      // A browser that gives up on a long poll must free the service's side too.
      reply?.on('close', () => outgoing.destroy());
      outgoing.end(body);
    });
  }
}
