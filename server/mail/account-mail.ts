import { createTransport } from 'nodemailer';
import type { Log } from '../log.ts';

interface Letter {
  to: string;
  token: string;
  language: string;
}

/** The letters there are. None is waited for: a mail server that is slow holds nobody up, and tells nobody anything. */
export interface AccountMail {
  sendConfirmation(letter: Letter): void;
  sendReset(letter: Letter): void;
}

interface Words {
  subject: string;
  lines: (link: string) => string[];
}

const WORDS: Record<'en' | 'es', Record<'confirmation' | 'reset', Words>> = {
  en: {
    confirmation: {
      subject: 'Confirm your e-mail address for Hornbook',
      lines: (link) => [
        'Somebody, most likely you, gave this address for an account at Hornbook.',
        `Open this link to confirm it: ${link}`,
        'It works for one hour. If it was not you, do nothing: this address is then not used for anything.',
      ],
    },
    reset: {
      subject: 'A new password for Hornbook',
      lines: (link) => [
        'Somebody, most likely you, asked for a new password for your account at Hornbook.',
        `Open this link to choose one: ${link}`,
        'It works once, for one hour. If it was not you, do nothing: your password stays as it is.',
      ],
    },
  },
  es: {
    confirmation: {
      subject: 'Confirma tu correo para Hornbook',
      lines: (link) => [
        'Alguien, seguramente tú, ha dado esta dirección para una cuenta en Hornbook.',
        `Abre este enlace para confirmarla: ${link}`,
        'Funciona durante una hora. Si no has sido tú, no hagas nada: esta dirección no se usará para nada.',
      ],
    },
    reset: {
      subject: 'Una contraseña nueva para Hornbook',
      lines: (link) => [
        'Alguien, seguramente tú, ha pedido una contraseña nueva para tu cuenta en Hornbook.',
        `Abre este enlace para elegirla: ${link}`,
        'Funciona una sola vez, durante una hora. Si no has sido tú, no hagas nada: tu contraseña sigue igual.',
      ],
    },
  },
};

/** Letters about accounts by SMTP. The token stands behind the #: it reaches no server's log. */
export function makeAccountMail(
  { smtpUrl, mailFrom, address }: { smtpUrl: string; mailFrom: string; address: string },
  log: Pick<Log, 'error'>,
): AccountMail {
  const transport = createTransport(smtpUrl, { from: mailFrom });
  const send = (kind: 'confirmation' | 'reset', path: string, { to, token, language }: Letter) => {
    const { subject, lines } = WORDS[language.startsWith('es') ? 'es' : 'en'][kind];
    const text = `${lines(`${address}${path}#${token}`).join('\n\n')}\n`;
    // Neither address nor text: a log is read by others.
    transport.sendMail({ to, subject, text }).catch((error: { code?: string }) => {
      log.error({ kind, code: error.code }, 'A letter could not be sent');
    });
  };
  return {
    sendConfirmation: (letter) => send('confirmation', '/me/account/confirm', letter),
    sendReset: (letter) => send('reset', '/me/account/reset', letter),
  };
}
