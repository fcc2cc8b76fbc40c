import { parseArgs } from 'node:util';
import { installPeers } from './peer-packages.ts';
import { benchSync } from './sync.ts';

/** The same attempts through what people might use instead, beside the floor and Hornbook, in one run. */
export const benchPeers = async (args: string[]): Promise<void> => {
  const { values } = parseArgs({
    args,
    options: {
      rows: { type: 'string', default: '10000' },
      rounds: { type: 'string', default: '2' },
      only: { type: 'string', default: 'W1,W2,W3' },
      on: { type: 'string', default: 'floor,postgres,yjs,rxdb,pouchdb,tinybase' },
    },
  });
  if (!installPeers()) {
    process.stderr.write(
      'The other engines could not be installed from the package registry: without a network they cannot be measured.\n',
    );
    process.exitCode = 1;
    return;
  }
  const { only, on, rows, rounds } = values;
  await benchSync(['--only', only, '--on', on, '--rows', rows, '--rounds', rounds]);
};
