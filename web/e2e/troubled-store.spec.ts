import { answerOne, beginPractice, goOn } from './answering.ts';
import { expect, test } from './fixtures.ts';
import { sendAll } from './learner.ts';
import { answersAtService } from './rows-at-service.ts';

test('connections the browser closed are replaced, and a frozen page goes on where it was', async ({
  page,
  context,
  link,
}) => {
  await context.addInitScript(() => {
    const open = IDBFactory.prototype.open;
    const handles: IDBDatabase[] = [];
    Object.assign(globalThis, { handles });
    IDBFactory.prototype.open = function (...given) {
      const request = open.apply(this, given);
      request.addEventListener('success', () => handles.push(request.result));
      return request;
    };
  });
  const closeAll = () =>
    page.evaluate(() => {
      const { handles } = globalThis as unknown as { handles: IDBDatabase[] };
      for (const handle of handles.splice(0)) handle.close();
      return document.title;
    });
  await beginPractice(page);
  await answerOne(page);
  await closeAll();
  await goOn(page).click();
  await answerOne(page);
  await closeAll();
  const session = await context.newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await goOn(page).click();
  await answerOne(page);
  await sendAll(page);
  expect(await answersAtService(context, link.url)).toBe(3);
});
