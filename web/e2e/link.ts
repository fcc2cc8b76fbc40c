import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What the proxy does to a request to /sync or /auth; everything else passes, unless the link is cut. */
export type Fault =
  | 'pass'
  | 'drop-request'
  | 'drop-reply'
  | 'duplicate'
  | 'truncate'
  | 'captive'
  /** A portal that sends everybody to its own page. */
  | 'redirect'
  | 'busy'
  | 'slow'
  /** The request arrives, and the connection says nothing more, not even that it is dead. */
  | 'half-open'
  /** The connection is reset (RST) in the middle of the answer. */
  | 'reset'
  /** The answer comes after answers to later requests. */
  | 'late'
  /** A byte of the answer is another one. */
  | 'corrupt'
  /** Something in between answers in place of the service. */
  | 'bad-gateway'
  /** The answer comes a few bytes at a time. */
  | 'trickle'
  /** Two seconds until anything comes, then 50 kbit a second: a phone at the edge of its network. */
  | 'thin';

const BAD_ANSWERS = ['late', 'corrupt', 'trickle', 'thin', 'reset'] as const;
type BadAnswer = (typeof BAD_ANSWERS)[number];
const isBadAnswer = (fault: Fault): fault is BadAnswer => BAD_ANSWERS.some((bad) => bad === fault);

// A kept connection may be closed by the service just as it is used again; only faults that are asked for may happen.
const agent = new Agent({ keepAlive: false });

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

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
  rewrite: ((path: string, text: string) => string | null) | null = null;
  /** Which requests, of whatever kind, a captive portal answers with a page of its own; `use` is what the browser wants it for. */
  portal: (path: string, use: string) => boolean = () => false;
  /** How many bytes of published files pass in a second, all answers together; null for as many as can. */
  filesPerSecond: number | null = null;
  /** Bytes of published files that were passed on. */
  fileBytes = 0;
  private fileTurn: Promise<void> = Promise.resolve();
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
    if (fault === 'captive' || this.portal(path, String(incoming.headers['sec-fetch-dest'])))
      return void reply.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in to Wi-Fi</h1>');
    if (fault === 'redirect') return void reply.writeHead(302, { location: '/health' }).end();
    if (fault === 'busy') return void reply.writeHead(503, { 'retry-after': '1' }).end();
    if (fault === 'bad-gateway') return void reply.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502</h1>');
    if (await this.deploy(incoming, reply, path.replace(/\?.*/, ''))) return;
    if (fault === 'slow') await new Promise((resolve) => setTimeout(resolve, 1500));
    if (fault === 'duplicate') await this.forward(incoming, body, null, fault).catch(() => undefined);
    await this.forward(incoming, body, reply, fault).catch(() => reply.destroy());
  }

  /** Answers with the rewritten file, if the story rewrites it. */
  private async deploy(incoming: IncomingMessage, reply: ServerResponse, path: string): Promise<boolean> {
    const { rewrite } = this;
    if (!rewrite || !/\.(js|html)$|^\/$/.test(path)) return false;
    const read = () => fetch(`http://localhost:${this.target}${path}`);
    // Again, should the service have closed the connection just as it was used: the file as it was would be no new version.
    const original = await read()
      .catch(read)
      .catch(() => null);
    const text = original && rewrite(path, await original.text());
    if (!original || text === null || text === undefined) return false;
    const headers = Object.fromEntries([...original.headers].filter(([name]) => !/encoding|length|etag/.test(name)));
    incoming.resume();
    reply.writeHead(200, headers).end(text);
    return true;
  }

  private async answerBadly(
    reply: ServerResponse,
    { statusCode = 502, headers }: IncomingMessage,
    body: Buffer,
    fault: BadAnswer,
  ): Promise<void> {
    if (fault === 'late') await wait(2_500);
    if (fault === 'thin') await wait(2_000);
    // The first byte: without TLS nothing but the form of an answer tells that it was changed on its way.
    if (fault === 'corrupt') body[0] = 0;
    reply.writeHead(statusCode, { ...headers, 'content-length': String(body.length) });
    if (fault === 'reset') {
      reply.write(body.subarray(0, Math.ceil(body.length / 2)));
      await wait(50);
      return void reply.socket?.resetAndDestroy();
    }
    const steps: Partial<Record<BadAnswer, number>> = { trickle: Math.ceil(body.length / 8), thin: 937 };
    const step = Math.max(1, steps[fault] ?? body.length);
    for (let at = 0; at < body.length; at += step) {
      reply.write(body.subarray(at, at + step));
      if (step < body.length) await wait(150);
    }
    reply.end();
  }

  /** All files share the link's width; what is on its way when the link is cut is lost. */
  private async passFile(answer: IncomingMessage, reply: ServerResponse): Promise<void> {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      for (let at = 0; at < chunk.length; at += 8_192) {
        const piece = chunk.subarray(at, at + 8_192);
        if (this.filesPerSecond !== null) {
          const ms = (piece.length * 1000) / this.filesPerSecond;
          this.fileTurn = this.fileTurn.then(() => wait(ms));
          await this.fileTurn;
        }
        if (reply.destroyed) return;
        this.fileBytes += piece.length;
        reply.write(piece);
      }
    }
    reply.end();
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
          if (fault === 'half-open') {
            answer.resume();
            reply.on('close', resolve);
            return;
          }
          if (isBadAnswer(fault)) {
            readBody(answer)
              .then((whole) => this.answerBadly(reply, answer, whole, fault))
              .then(resolve, reject);
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
          if (incoming.url?.startsWith('/packs/')) {
            this.passFile(answer, reply).then(resolve, reject);
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
