/** Starts the window: finds out whether it runs on the desktop or in a browser, and draws it. */
import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { keepAppearance, keptAppearance, showAppearance } from './app/appearance.ts';
import { createServices, ServicesProvider } from './app/services.tsx';
import { desktopSettings, engineSettings } from './stores/settings-backend.ts';
import { onDesktopChange } from './transport/desktop-changes.ts';
import { openMessagePortTransport } from './transport/message-port-transport.ts';
import type { OpenTransport } from './transport/open-transport.ts';
import { redeemSessionCode, requireSession } from './transport/session.ts';
import { followWishes } from './transport/wish.ts';
import { adminSocketAddress, openWebSocketTransport } from './transport/websocket-transport.ts';

const page = { location, history, fetch: window.fetch.bind(window) };

function transportOfThisWindow(): OpenTransport {
  const desktop = window.drawbridge;
  if (desktop !== undefined) return () => openMessagePortTransport(desktop);
  return async () => {
    await redeemSessionCode(page);
    await requireSession(page);
    return openWebSocketTransport(adminSocketAddress(location));
  };
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root.');

const kept = window.drawbridge?.settings;
const services = createServices(
  transportOfThisWindow(),
  sessionStorage,
  kept === undefined ? engineSettings : () => desktopSettings(kept, onDesktopChange),
  window.drawbridge?.choices,
);
followWishes(window, (wish) => services.window.setState({ wish }));
// A new address in the same tab, with a new one-time code, changes nothing but the fragment.
window.addEventListener('hashchange', () => {
  void redeemSessionCode(page).finally(() => services.engine.retry());
});
showAppearance(document.documentElement, keptAppearance(localStorage));
services.settings.subscribe(({ settings }) => {
  if (settings === null) return;
  showAppearance(document.documentElement, settings.appearance);
  keepAppearance(localStorage, settings.appearance);
});

createRoot(root).render(
  <StrictMode>
    <ServicesProvider services={services}>
      <App />
    </ServicesProvider>
  </StrictMode>,
);
