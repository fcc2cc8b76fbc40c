import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A distribution's Firefox lacks the patches that Playwright's own has: a command it does not know keeps contexts from opening. */
const UNKNOWN_COMMAND = 'emulation.setMediaFeaturesOverride';

interface Connection {
  send: (message: string, ...rest: unknown[]) => void;
  emit: (event: 'message', data: Buffer, isBinary: boolean) => void;
}

let answered = false;
/** Answers the unknown command in place of the browser: pages look as they do by default. */
export const answerForFirefox = (): void => {
  if (answered) return;
  answered = true;
  const fromTest = createRequire(createRequire(import.meta.url).resolve('@playwright/test'));
  const core = dirname(createRequire(fromTest.resolve('playwright')).resolve('playwright-core/package.json'));
  const { ws } = createRequire(import.meta.url)(join(core, 'lib/utilsBundle.js')) as { ws: { prototype: Connection } };
  const { send } = ws.prototype;
  ws.prototype.send = function (message, ...rest) {
    if (!message.includes(UNKNOWN_COMMAND)) return send.call(this, message, ...rest);
    const { id } = JSON.parse(message) as { id: number };
    const answer = Buffer.from(JSON.stringify({ type: 'success', id, result: {} }));
    setImmediate(() => this.emit('message', answer, false));
  };
};
