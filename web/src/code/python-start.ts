/** Pyodide's own files, as they are kept on the device. */
export interface PythonFiles {
  wasm: Blob;
  stdlib: Blob;
  /** Python as it was when it had started, packed; null before it first has. */
  packed: Blob | null;
}

/** What a worker for Python is given. All of it is handed over without being copied on the page's own thread. */
export interface PythonSupplies {
  module: WebAssembly.Module;
  stdlib: Blob;
  /** The memory of an interpreter that is ready for programs: each worker goes on from a copy of it. */
  memory: Blob;
}

/** What every worker for Python can go on from, made in a worker that does nothing else. `packed` is new, to be kept, or null. */
export const readyPython = (
  worker: Worker,
  files: PythonFiles,
): Promise<{ supplies: PythonSupplies; packed: Blob | null }> =>
  new Promise<{ supplies: PythonSupplies; packed: Blob | null }>((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message || 'Python did not start.'));
    worker.postMessage({ kind: 'keep', files });
  }).finally(() => worker.terminate());
