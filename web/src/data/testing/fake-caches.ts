import { vi } from 'vitest';

/** Cache Storage in memory, as far as files need it. `clear` does what a browser does that wants its room back. */
export const fakeCaches = () => {
  const all = new Map<string, Map<string, Response>>();
  const open = async (name: string) => {
    const kept = all.get(name) ?? new Map<string, Response>();
    all.set(name, kept);
    return {
      put: async (url: string, response: Response) => void kept.set(url, new Response(await response.blob(), response)),
      match: async (url: string) => kept.get(url)?.clone(),
      delete: async (url: string) => kept.delete(url),
    };
  };
  vi.stubGlobal('caches', { open, delete: async (name: string) => all.delete(name) });
  return {
    names: () => [...all.keys()],
    urls: (name: string) => [...(all.get(name)?.keys() ?? [])],
    textOf: async (name: string) =>
      (await Promise.all([...(all.get(name)?.values() ?? [])].map((one) => one.clone().text()))).join('\n'),
    clear: () => all.clear(),
  };
};
