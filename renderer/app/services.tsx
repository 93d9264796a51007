/** What every view can reach: one engine connection and the stores over it. Tests make their own. */
import { createContext, use, type ReactNode } from 'react';
import type { DraftStorage } from '../preview/kept-draft.ts';
import { createPreviewStore, type PreviewStore } from '../preview/preview-store.ts';
import { createDsnStore, type DsnStore } from '../stores/dsn-store.ts';
import { createRequestsStore, type RequestsStore } from '../requests/requests-store.ts';
import { createQuotaStore, type QuotaStore } from '../stores/quota-store.ts';
import { rememberPreview } from '../stores/remember-preview.ts';
import { engineSettings, type SettingsBackend } from '../stores/settings-backend.ts';
import { createSettingsStore, type SettingsStore } from '../stores/settings-store.ts';
import { createStatusStore, type StatusStore } from '../stores/status-store.ts';
import { createWindowStore, type WindowStore } from '../stores/window-store.ts';
import { createEngineConnection, type EngineConnection } from '../transport/engine-connection.ts';
import type { OpenTransport } from '../transport/open-transport.ts';

export interface Services {
  readonly engine: EngineConnection;
  readonly dsns: DsnStore;
  readonly status: StatusStore;
  readonly window: WindowStore;
  readonly preview: PreviewStore;
  readonly requests: RequestsStore;
  readonly quotas: QuotaStore;
  readonly settings: SettingsStore;
}

export function createServices(
  open: OpenTransport,
  drafts: DraftStorage,
  settingsOver: (engine: EngineConnection) => SettingsBackend = engineSettings,
): Services {
  const engine = createEngineConnection(open);
  const preview = createPreviewStore(engine, drafts);
  const settings = createSettingsStore(settingsOver(engine));
  rememberPreview(preview, settings);
  return {
    engine,
    dsns: createDsnStore(engine),
    status: createStatusStore(engine),
    window: createWindowStore(),
    preview,
    requests: createRequestsStore(engine),
    quotas: createQuotaStore(engine),
    settings,
  };
}

const ServicesContext = createContext<Services | null>(null);

export function ServicesProvider({ services, children }: { services: Services; children: ReactNode }) {
  return <ServicesContext value={services}>{children}</ServicesContext>;
}

export function useServices(): Services {
  const services = use(ServicesContext);
  if (services === null) throw new Error('A view was used outside of ServicesProvider.');
  return services;
}
