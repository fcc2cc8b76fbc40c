interface Policy {
  createHTML(html: string): string;
  createScriptURL(url: string): string;
}

interface TrustedTypesWindow {
  trustedTypes?: { createPolicy(name: string, rules: Policy): Policy };
}

/** Under the service's Trusted Types rule only this policy makes HTML: whatever calls it is what to review. */
const policy: Policy = (globalThis as TrustedTypesWindow).trustedTypes?.createPolicy('hornbook-pack', {
  createHTML: (html) => html,
  createScriptURL: (url) => url,
}) ?? { createHTML: (html) => html, createScriptURL: (url) => url };

export const packHtml = (html: string): string => policy.createHTML(html);

/** For the sanitiser alone: it takes HTML apart that nobody has looked at yet, in a document of its own. */
export const sanitiserPolicy: object = policy;

/** The address of a worker: one that the build has made. */
export const builtWorkerUrl = (built: string): string => policy.createScriptURL(built);

/** The address of the app's own service worker. */
export const serviceWorkerUrl = (): string => policy.createScriptURL('/service-worker.js');
