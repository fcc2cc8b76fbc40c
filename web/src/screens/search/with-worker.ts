import { builtWorkerUrl } from '../../components/trusted-html.ts';
import { searchBesideBy } from '../../data/search/search-here.ts';
import workerFile from '../../data/search/search-worker.ts?worker&url';

searchBesideBy(() => new Worker(builtWorkerUrl(workerFile), { type: 'module' }));
