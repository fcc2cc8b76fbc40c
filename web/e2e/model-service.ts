import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a model says to a question, or what goes wrong: it is not there, or hangs up in the middle. */
export type Said = { text: string; pauseMs?: number } | { status: number } | { cutAfter: string };

/** As much of an OpenAI-compatible service as the tutor asks. */
export class ModelService {
  /** The last thing it was asked each time. */
  readonly asked: string[] = [];
  say: (question: string, n: number) => Said = (question) => ({ text: `An answer to: ${question}` });
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, reply) => {
      let body = '';
      request.on('data', (data) => (body += data));
      request.on('end', async () => {
        const { messages } = JSON.parse(body) as { messages: { content: string }[] };
        const question = messages.at(-1)?.content ?? '';
        this.asked.push(question);
        const said = this.say(question, this.asked.length - 1);
        if ('status' in said)
          return void reply.writeHead(said.status, { 'content-type': 'application/json' }).end('{}');
        reply.writeHead(200, { 'content-type': 'text/event-stream' });
        const chunk = (delta: object, finish: string | null) => {
          const choices = [{ index: 0, delta, finish_reason: finish }];
          const usage = finish && { usage: { prompt_tokens: 50, completion_tokens: 20, total_tokens: 70 } };
          const event = { id: 'x', object: 'chat.completion.chunk', created: 1, model: 'm', choices, ...usage };
          reply.write(`data: ${JSON.stringify(event)}\n\n`);
        };
        if ('cutAfter' in said) {
          chunk({ content: said.cutAfter }, null);
          await new Promise((resolve) => setTimeout(resolve, 50));
          return void reply.destroy();
        }
        for (const content of said.text.match(/\s*\S+/g) ?? []) {
          chunk({ content }, null);
          if (said.pauseMs) await new Promise((resolve) => setTimeout(resolve, said.pauseMs));
        }
        chunk({}, 'stop');
        reply.end('data: [DONE]\n\n');
      });
    });
  }

  start(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
