import { useLiveQuery } from 'dexie-react-hooks';
import { type Connections, useConnectionState } from '../connections.ts';

/**
 * A query that runs again whenever the rows it read change, in this tab or another. Undefined while it has no answer for
 * exactly these inputs: an answer to earlier inputs is never shown in their place.
 */
export const useLive = <T>(
  read: (connections: Connections) => Promise<T>,
  ...inputs: readonly (string | number | boolean | null)[]
): T | undefined => {
  const state = useConnectionState();
  const connections = state.kind === 'open' ? state.connections : undefined;
  const question = JSON.stringify(inputs);
  const answer = useLiveQuery(
    async () => (connections ? { question, value: await read(connections) } : undefined),
    [connections, question],
  );
  return answer?.question === question ? answer.value : undefined;
};
