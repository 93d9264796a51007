/**
 * The admin API over a MessagePort to the engine's process, on the desktop.
 *
 * A port can't cross the context bridge, so the preload script answers `requestAdminPort()` with a message to
 * this window that carries the port.
 */
import type { AdminTransport } from '../../engine/admin/client.ts';
import type { ServerMessage } from '../../engine/admin/contract.ts';
import type { DesktopChoices } from '../stores/choices-store.ts';
import type { DesktopSettings } from '../stores/settings-backend.ts';

/** What the preload script puts on the window; see electron/preload.ts. */
export interface DesktopBridge {
  requestAdminPort(): void;
  /** Absent where the desktop leaves settings to the engine. */
  readonly settings?: DesktopSettings;
  readonly choices?: DesktopChoices;
}

declare global {
  interface Window {
    readonly drawbridge?: DesktopBridge;
  }
}

const portMessage = 'drawbridge:admin-port';

/** Resolves when the port has arrived; main sends it as soon as an engine runs. */
export function openMessagePortTransport(
  bridge: DesktopBridge,
  page: Pick<Window, 'addEventListener' | 'removeEventListener' | 'location'> = window,
): Promise<AdminTransport> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent<unknown>) => {
      const port = event.ports[0];
      if (event.data !== portMessage || event.origin !== page.location.origin || port === undefined) return;
      page.removeEventListener('message', receive);
      resolve(transportOf(port));
    };
    page.addEventListener('message', receive);
    bridge.requestAdminPort();
  });
}

function transportOf(port: MessagePort): AdminTransport {
  return {
    send(message) {
      port.postMessage(message);
    },
    onMessage(listener) {
      port.addEventListener('message', (event: MessageEvent<ServerMessage>) => listener(event.data));
      port.start();
    },
    onClose(listener) {
      port.addEventListener('close', () => listener());
    },
    close() {
      port.close();
    },
  };
}
