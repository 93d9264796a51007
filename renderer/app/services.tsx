/** What every view can reach: one engine connection and the stores over it. Tests make their own. */
import { createContext, use, type ReactNode } from 'react';
import { createCatalogStore, type CatalogStore } from '../preview/catalog-store.ts';
import type { DraftStorage } from '../preview/kept-draft.ts';
import { createLogStore, type LogStore } from '../manager/log-store.ts';
import { createManagerStore, type ManagerStore } from '../manager/manager-store.ts';
import { createPreviewStore, type PreviewStore } from '../preview/preview-store.ts';
import { createChoicesStore, type ChoicesStore, type DesktopChoices } from '../stores/choices-store.ts';
import { createDsnStore, type DsnStore } from '../stores/dsn-store.ts';
import { createRequestsStore, type RequestsStore } from '../requests/requests-store.ts';
import { createQuotaStore, type QuotaStore } from '../stores/quota-store.ts';
import { rememberPreview } from '../stores/remember-preview.ts';
import { engineSettings, type SettingsBackend } from '../stores/settings-backend.ts';
import { createSettingsStore, type SettingsStore } from '../stores/settings-store.ts';
import { createElevationStore, type ElevationStore } from '../stores/elevation-store.ts';
import { createHealthStore, type HealthStore } from '../stores/health-store.ts';
import { createStatusStore, type StatusStore } from '../stores/status-store.ts';
import { createWindowStore, type WindowStore } from '../stores/window-store.ts';
import { createEngineConnection, type EngineConnection } from '../transport/engine-connection.ts';
import { onDesktopChange } from '../transport/desktop-changes.ts';
import type { OpenTransport } from '../transport/open-transport.ts';

export interface Services {
  readonly engine: EngineConnection;
  readonly elevation: ElevationStore;
  readonly dsns: DsnStore;
  readonly health: HealthStore;
  readonly status: StatusStore;
  readonly window: WindowStore;
  readonly preview: PreviewStore;
  readonly requests: RequestsStore;
  readonly quotas: QuotaStore;
  readonly settings: SettingsStore;
  readonly choices: ChoicesStore;
  readonly catalog: CatalogStore;
  readonly manager: ManagerStore;
  readonly log: LogStore;
}

export function createServices(
  open: OpenTransport,
  drafts: DraftStorage,
  settingsOver: (engine: EngineConnection) => SettingsBackend = engineSettings,
  desktop?: DesktopChoices,
): Services {
  const elevation = createElevationStore();
  const engine = elevation.over(createEngineConnection(open));
  const dsns = createDsnStore(engine);
  const preview = createPreviewStore(engine, drafts);
  const settings = createSettingsStore(settingsOver(engine));
  rememberPreview(preview, settings);
  return {
    engine,
    elevation,
    dsns,
    health: createHealthStore(engine, dsns),
    status: createStatusStore(engine),
    window: createWindowStore(),
    preview,
    requests: createRequestsStore(engine),
    quotas: createQuotaStore(engine),
    settings,
    choices: createChoicesStore(desktop, onDesktopChange),
    catalog: createCatalogStore(engine),
    manager: createManagerStore(engine),
    log: createLogStore(engine),
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
