/** The views of the window in the order of their tabs: those of the ODBC administrator, then Drawbridge's own. */
import { lazy, type ComponentType } from 'react';
import { DsnView } from '../dsn/dsn-view.tsx';
import { messages } from '../messages.ts';

export interface View {
  readonly id: string;
  readonly label: string;
  /** What loads only when its tab is opened keeps the start quick. */
  readonly View: ComponentType;
}

const text = messages.tabs;

const UserDsnView = () => <DsnView scope="user" />;
const SystemDsnView = () => <DsnView scope="system" />;
const FileDsnView = lazy(async () => ({
  default: (await import('../dsn/file-dsn-view.tsx')).FileDsnView,
}));
const AboutView = lazy(async () => ({ default: (await import('./about-view.tsx')).AboutView }));
// The editor and the grid weigh more than the rest of the window.
const PreviewView = lazy(async () => ({
  default: (await import('../preview/preview-view.tsx')).PreviewView,
}));
// The list of calls is wanted by few, and its rows come by the thousand.
const RequestsView = lazy(async () => ({
  default: (await import('../requests/requests-view.tsx')).RequestsView,
}));

const DriversView = lazy(async () => ({
  default: (await import('../manager/drivers-view.tsx')).DriversView,
}));
const TracingView = lazy(async () => ({
  default: (await import('../manager/tracing-view.tsx')).TracingView,
}));
const PoolingView = lazy(async () => ({
  default: (await import('../manager/pooling-view.tsx')).PoolingView,
}));

export const views: readonly View[] = [
  { id: 'user', label: text.user, View: UserDsnView },
  { id: 'system', label: text.system, View: SystemDsnView },
  { id: 'file', label: text.file, View: FileDsnView },
  { id: 'drivers', label: text.drivers, View: DriversView },
  { id: 'tracing', label: text.tracing, View: TracingView },
  { id: 'pooling', label: text.pooling, View: PoolingView },
  { id: 'preview', label: text.preview, View: PreviewView },
  { id: 'requests', label: text.requests, View: RequestsView },
  { id: 'about', label: text.about, View: AboutView },
];
