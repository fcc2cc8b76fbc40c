import { connectDatabase } from '../db/connect.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { readEnv } from '../env.ts';
import { exitWithReason, Refusal } from '../exit-with-reason.ts';
import { listRoles, ROLES, type Role, setRole } from './roles.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const HOW = 'npm run user -- grant <email> <role>, withdraw <email> <role>, or list. Roles are';

/** `npm run user -- grant <email> <role>`, `withdraw <email> <role>`, `list`. */
const main = async ([command, email, role]: string[]): Promise<void> => {
  const asked = command === 'list' ? null : readAsked(command, email, role);
  const database = await connectDatabase(readEnv(process.env), `user ${command}`);
  try {
    await migrateDatabase(database);
    if (asked === null) {
      const holders = await listRoles(database);
      for (const { email, isAuthor, isOperator } of holders)
        print(`${email}: ${[isAuthor && 'author', isOperator && 'operator'].filter(Boolean).join(', ')}`);
      if (holders.length === 0) print('Nobody has a role: everybody here learns.');
      return;
    }
    const { email, role, has } = asked;
    const outcome = await setRole(database, email, role, has);
    switch (outcome.kind) {
      case 'unknown':
        throw new Refusal(`No account has the address ${email}. It is made in the app first, under Me, Account.`);
      case 'unchanged':
        return print(`Nothing was changed: ${email} ${has ? 'has the role' : 'does not have the role'} ${role}.`);
      case 'changed':
        print(
          `${email} ${has ? 'has' : 'no longer has'} the role ${role}. Devices hear of it with their next connection.`,
        );
        // Anybody can type any address: only a letter that was answered shows whose it is.
        if (has && !outcome.emailConfirmed) print('Nobody has confirmed this address: make sure whose account it is.');
    }
  } finally {
    await database.close();
  }
};

const readAsked = (command: string | undefined, email: string | undefined, role: string | undefined) => {
  const known = ROLES.find((one): one is Role => one === role);
  if ((command !== 'grant' && command !== 'withdraw') || !email || !known)
    throw new Refusal(`Say what to do: ${HOW} ${ROLES.join(' and ')}.`);
  return { email, role: known, has: command === 'grant' };
};

main(process.argv.slice(2)).catch(exitWithReason);
