import pg from 'pg';

export type Listen = (channel: string, heard: (payload: string) => void) => Promise<() => void>;

type Listeners = Map<string, Set<(payload: string) => void>>;

const tell = (listeners: Listeners, { channel, payload }: pg.Notification) => {
  for (const heard of listeners.get(channel) ?? []) heard(payload ?? '');
};

/** Remembers who listens; `begin` is called for a channel's first listener. */
const register =
  (listeners: Listeners, begin: (channel: string) => Promise<void>): Listen =>
  async (channel, heard) => {
    const known = listeners.get(channel);
    const set = known ?? new Set();
    set.add(heard);
    listeners.set(channel, set);
    if (!known) await begin(channel);
    return () => set.delete(heard);
  };

const listenTo = (channel: string) => `listen ${pg.escapeIdentifier(channel)}`;

/** LISTEN on the embedded database: its only session hears its own notifications, and each new client must ask again. */
export function listenOnSession() {
  const listeners: Listeners = new Map();
  return {
    onConnect: async (client: pg.ClientBase) => {
      client.on('notification', (notification) => tell(listeners, notification));
      for (const channel of listeners.keys()) await client.query(listenTo(channel));
    },
    listenOn: (pool: pg.Pool): Listen =>
      register(listeners, async (channel) => {
        await pool.query(listenTo(channel));
      }),
  };
}

const RETRY_MS = 2_000;

/**
 * LISTEN on a server, on a connection of its own that is made again when it breaks. Behind a transaction pooler nothing
 * is ever heard: whoever listens must also look for itself every few seconds.
 */
export function listenOnServer(url: string): { listen: Listen; close: () => Promise<void> } {
  const listeners: Listeners = new Map();
  let client: pg.Client | null = null;
  let opening: Promise<void> | null = null;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  const open = async () => {
    const fresh = new pg.Client({ connectionString: url, application_name: 'hornbook listener', keepAlive: true });
    const lost = () => {
      if (client === fresh) client = null;
      again();
    };
    fresh.on('notification', (notification) => tell(listeners, notification));
    fresh.on('error', lost);
    fresh.on('end', lost);
    await fresh.connect();
    client = fresh;
    for (const channel of listeners.keys()) await fresh.query(listenTo(channel));
  };
  const ensureOpen = () => {
    opening ??= open()
      .catch(again)
      .finally(() => {
        opening = null;
      });
    return opening;
  };
  const again = () => {
    clearTimeout(retry);
    if (closed) return;
    retry = setTimeout(() => {
      if (!client) void ensureOpen();
    }, RETRY_MS);
    retry.unref();
  };

  return {
    listen: register(listeners, async (channel) => {
      if (client) await client.query(listenTo(channel)).catch(again);
      else await ensureOpen();
    }),
    close: async () => {
      closed = true;
      clearTimeout(retry);
      await opening;
      await client?.end().catch(() => {});
    },
  };
}
