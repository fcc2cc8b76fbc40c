import { type ComponentType, type FunctionComponent, useLayoutEffect, useReducer, useState } from 'react';
import { loadLateWords, loadLearningWords } from '../i18n/activate.ts';
import { Opening } from './opening.tsx';

/**
 * A screen whose script is fetched when it is first opened. Not React's `lazy`: once a Suspense fallback is on the page,
 * React shows nothing in its place for 300 ms, however soon the script is there; from the device's store that is at once.
 */
export const lazyScreen = <Props extends object = object>(
  load: () => Promise<ComponentType<Props>>,
  loadWords = loadLateWords,
): FunctionComponent<Props> & { load: () => Promise<void> } => {
  let screen: ComponentType<Props> | undefined;
  const begin = async () => {
    const [loaded] = await Promise.all([load(), loadWords()]);
    screen ??= loaded;
  };

  // biome-ignore lint/correctness/noComponentHookFactories: called once a screen, when a module is loaded, as React's own `lazy`.
  function LazyScreen(props: Props) {
    const [, showAgain] = useReducer((times: number) => times + 1, 0);
    const [failure, setFailure] = useState<unknown>();
    useLayoutEffect(() => {
      if (screen) return;
      begin().then(showAgain, setFailure);
    }, []);
    // To the nearest error boundary, as for any other mistake.
    if (failure) throw failure;
    const Screen = screen;
    return Screen ? <Screen {...props} /> : <Opening />;
  }
  // For whoever knows that it will be needed soon.
  return Object.assign(LazyScreen, { load: begin });
};

/** One of the screens for learning: they wait for their own words alone, a fraction of all. */
export const learningScreen = <Props extends object = object>(load: () => Promise<ComponentType<Props>>) =>
  lazyScreen(load, loadLearningWords);
