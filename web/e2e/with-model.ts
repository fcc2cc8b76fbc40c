import { test as base } from './fixtures.ts';
import { ModelService } from './model-service.ts';
import { freePort, Service } from './service.ts';

/** As all stories, and the service has a tutor whose model the story speaks for. */
export const test = base.extend<object, { model: ModelService; service: Service }>({
  model: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
    async ({}, use) => {
      const model = new ModelService();
      await model.start();
      await use(model);
      model.stop();
    },
    { scope: 'worker' },
  ],
  service: [
    async ({ model }, use) => {
      const service = new Service(await freePort(), { TUTOR_URL: model.url, TUTOR_MODEL: 'double', TUTOR_KEY: 'k' });
      await service.start();
      await use(service);
      await service.dispose();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

export { expect } from '@playwright/test';
