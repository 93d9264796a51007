/** What every view can reach: one engine connection and the stores over it. Tests make their own. */
import { createContext, use, type ReactNode } from 'react';
import type { DraftStorage } from '../preview/kept-draft.ts';
import { createPreviewStore, type PreviewStore } from '../preview/preview-store.ts';
import { createDsnStore, type DsnStore } from '../stores/dsn-store.ts';
import { createHealthStore, type HealthStore } from '../stores/health-store.ts';
import { createStatusStore, type StatusStore } from '../stores/status-store.ts';
import { createWindowStore, type WindowStore } from '../stores/window-store.ts';
import { createEngineConnection, type EngineConnection } from '../transport/engine-connection.ts';
import type { OpenTransport } from '../transport/open-transport.ts';

export interface Services {
  readonly engine: EngineConnection;
  readonly dsns: DsnStore;
  readonly health: HealthStore;
  readonly status: StatusStore;
  readonly window: WindowStore;
  readonly preview: PreviewStore;
}

export function createServices(open: OpenTransport, drafts: DraftStorage): Services {
  const engine = createEngineConnection(open);
  const dsns = createDsnStore(engine);
  return {
    engine,
    dsns,
    health: createHealthStore(engine, dsns),
    status: createStatusStore(engine),
    window: createWindowStore(),
    preview: createPreviewStore(engine, drafts),
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
