import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

export interface Letter {
  to: string;
  text: string;
}

/** As much of a mail server as a mailer needs to leave a letter with. */
export async function startSmtpDouble(): Promise<{ url: string; letters: Letter[]; stop: () => void }> {
  const letters: Letter[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setEncoding('utf8');
    let to = '';
    let data: string | null = null;
    let rest = '';
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('220 double');
    socket.on('error', () => {});
    socket.on('data', (chunk: string) => {
      rest += chunk;
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (data !== null) {
          if (line !== '.') {
            data += `${line.replace(/^\.\./, '.')}\n`;
            continue;
          }
          letters.push({ to, text: unfolded(data) });
          data = null;
          say('250 taken');
        } else if (/^(EHLO|HELO)/i.test(line)) say('250 double');
        else if (/^MAIL/i.test(line)) say('250 go on');
        else if (/^RCPT TO:<(.*)>/i.test(line)) {
          to = /<(.*)>/.exec(line)?.[1] ?? '';
          say('250 go on');
        } else if (/^DATA/i.test(line)) {
          data = '';
          say('354 go on');
        } else if (/^QUIT/i.test(line)) {
          say('221 bye');
          socket.end();
        } else say('500 what');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** Long lines of a letter travel broken up. */
const unfolded = (text: string): string =>
  text
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
