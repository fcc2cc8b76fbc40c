import { runForBrowser } from './browser-role.ts';
import { runFloor } from './floor-server.ts';
import { runLink } from './link-proxy.ts';
import { benchNotes } from './notes.ts';
import { runPouchServer } from './peer-pouchdb.ts';
import { runRxdbServer } from './peer-rxdb.ts';
import { runTinybaseServer } from './peer-tinybase.ts';
import { runYjsServer } from './peer-yjs.ts';
import { benchPeers } from './peers.ts';
import { benchSync } from './sync.ts';
import { prepareUi } from './ui-history.ts';

const benches: Record<string, (args: string[]) => Promise<void>> = {
  notes: benchNotes,
  peers: benchPeers,
  sync: benchSync,
};

const peers: Record<string, () => Promise<void>> = {
  yjs: runYjsServer,
  pouchdb: runPouchServer,
  rxdb: runRxdbServer,
  tinybase: runTinybaseServer,
};

const [name = 'sync', ...args] = process.argv.slice(2);
const bench = benches[name];
if (name === 'role') {
  const [role, about = ''] = args;
  if (role === 'floor') await runFloor(about);
  else if (role === 'ui-history') await prepareUi(Number(about));
  else if (role === 'browser') await runForBrowser();
  else if (role && role in peers) await peers[role]?.();
  else runLink(Number(about));
} else if (bench) {
  await bench(args);
} else {
  process.stderr.write(`There is no bench "${name}". There are: ${Object.keys(benches).join(', ')}.\n`);
  process.exitCode = 1;
}
