import { faces } from './begin-first.ts';
import './styles/tokens.css';
import './styles/base.css';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { activateLanguage } from './i18n/activate.ts';
import { Routes } from './routes.tsx';
import { watchAppUpdates } from './shell/app-updates.ts';
import { ErrorBoundary } from './shell/error-boundary.tsx';
import { keepFocusNear } from './shell/keep-focus-near.ts';
import { reloadWhenAScriptIsLost } from './shell/lost-scripts.ts';
import { takeOverPage } from './shell/take-over-page.ts';
import { untilShown } from './shell/until-shown.ts';
import { untilLoaded } from './sync/until-loaded.ts';
import { watchInstallOffers } from './ui-state/install.ts';
import { showPreferences, usePreferences } from './ui-state/preferences.ts';

reloadWhenAScriptIsLost();
showPreferences(usePreferences.getState());
usePreferences.subscribe((now, before) => {
  showPreferences(now);
  if (now.language !== before.language) void activateLanguage(now.language);
});
watchInstallOffers();

await Promise.all([activateLanguage(usePreferences.getState().language), faces]);
const app = document.getElementById('app') as HTMLElement;
keepFocusNear(app);
takeOverPage(app);
createRoot(app).render(
  <StrictMode>
    <I18nProvider i18n={i18n}>
      <ErrorBoundary>
        <Routes />
      </ErrorBoundary>
    </I18nProvider>
  </StrictMode>,
);
// Not awaited at the top: scripts of screens wait for this module to be done. A new version of the app, or the first one to
// be kept here, is hundreds of files: they come once the screen shows what it is about.
const shown = untilShown();
void shown.then(watchAppUpdates);
const beginSync = async () => {
  const { startSync } = await untilLoaded(() => import('./sync/start-sync.ts'));
  startSync(shown);
};
// Whoever has begun has what the screen shows on the device, and on a slow one it waits for whatever runs beside it.
if (usePreferences.getState().begun) void shown.then(beginSync);
else void beginSync();
