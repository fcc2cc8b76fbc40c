import { connect } from './connections.ts';

// Imported before everything else: the browser opens the databases while the other scripts are still being evaluated.
// A store that can't be opened is told by useConnectionState; the screens then say so.
connect().catch(() => {});
