/** Lets what replaces an element take the focus by itself first. */
const afterOthers = (then: () => void): void => void requestAnimationFrame(() => setTimeout(then));

const hasNone = (): boolean => document.activeElement === null || document.activeElement === document.body;

/**
 * When what had the focus goes (a button that has done its work, a row that is removed), whoever came by keys or hears the
 * page goes on from where it was: from the nearest thing around it that is still there, and not from the top of the page.
 */
export const keepFocusNear = (app: HTMLElement): void => {
  let focused: Element | null = null;
  /** From the inside out, as far as the page's content goes. */
  let around: HTMLElement[] = [];
  document.addEventListener('focusin', ({ target }) => {
    focused = target instanceof Element ? target : null;
    around = [];
    for (let at = focused?.parentElement; at && at.id !== 'main' && app.contains(at); at = at.parentElement)
      around.push(at);
    // In the bar above or the tabs below, nothing goes that one would go on from.
    if (!focused?.closest('#main')) around = [];
  });
  const goOn = () => {
    const near = around.find(({ isConnected }) => isConnected);
    if (!hasNone() || !near || focused?.isConnected) return;
    if (!near.hasAttribute('tabindex')) near.tabIndex = -1;
    near.focus({ preventScroll: true });
  };
  new MutationObserver(() => {
    if (around.length > 0 && hasNone() && !focused?.isConnected) afterOthers(goOn);
  }).observe(app, { childList: true, subtree: true });
};
