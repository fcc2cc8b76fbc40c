import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Asked {
  messages: { role: string; content: string }[];
  model: string;
  key: string | null;
}

/**
 * What a model service does with the n-th thing it is asked (from 0): says a text piece by piece, says a part of it and
 * hangs up, is not there, or does not take the key.
 */
export type Behaviour =
  | { kind: 'say'; text: string; pauseMs?: number; withoutUsage?: boolean }
  | { kind: 'cut'; text: string }
  | { kind: 'status'; status: number };

/** As much of an OpenAI-compatible service as a tutor asks: streamed chat completions, and what goes wrong with them. */
export class ModelDouble {
  readonly asked: Asked[] = [];
  /** Most it was asked at one time. */
  mostAtOnce = 0;
  private atOnce = 0;
  private readonly server: Server;
  answer: (asked: Asked, n: number) => Behaviour = () => ({ kind: 'say', text: 'An answer.' });

  constructor() {
    this.server = createServer((request, reply) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        if (!request.url?.endsWith('/chat/completions')) return void reply.writeHead(404).end();
        const { messages, model } = JSON.parse(body) as Asked;
        const asked = { messages, model, key: request.headers.authorization ?? null };
        this.asked.push(asked);
        this.atOnce += 1;
        this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
        reply.on('close', () => (this.atOnce -= 1));
        void this.behave(this.answer(asked, this.asked.length - 1), reply);
      });
    });
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async behave(behaviour: Behaviour, reply: ServerResponse): Promise<void> {
    if (behaviour.kind === 'status') {
      const body = JSON.stringify({ error: { message: 'No.', type: 'server_error' } });
      return void reply.writeHead(behaviour.status, { 'content-type': 'application/json' }).end(body);
    }
    reply.writeHead(200, { 'content-type': 'text/event-stream' });
    const chunk = (choice: object, more: object = {}) =>
      reply.write(
        `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', created: 1, model: 'double', choices: [choice], ...more })}\n\n`,
      );
    const pieces = behaviour.text.match(/\s*\S+/g) ?? [];
    const pause = behaviour.kind === 'say' ? (behaviour.pauseMs ?? 0) : 5;
    for (const content of behaviour.kind === 'cut' ? pieces.slice(0, Math.ceil(pieces.length / 2)) : pieces) {
      chunk({ index: 0, delta: { content }, finish_reason: null });
      if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    }
    if (behaviour.kind === 'cut') return void reply.destroy();
    const usage = { prompt_tokens: 100, completion_tokens: pieces.length, total_tokens: 100 + pieces.length };
    chunk({ index: 0, delta: {}, finish_reason: 'stop' }, behaviour.withoutUsage ? {} : { usage });
    reply.end('data: [DONE]\n\n');
  }
}
