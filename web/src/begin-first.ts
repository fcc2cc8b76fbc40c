import { connect } from './data/connections.ts';
import { loadFaces } from './styles/load-faces.ts';

// Imported before everything else: the browser opens the databases and fetches the typefaces while the other scripts are
// still being evaluated. A store that can't be opened is told by useConnectionState; the screens then say so.
connect().catch(() => {});
export const faces = loadFaces();
