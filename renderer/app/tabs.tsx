/** The views of the window in the order of their tabs: those of the ODBC administrator, then Drawbridge's own. */
import { lazy, type ComponentType } from 'react';
import { DsnView } from '../dsn/dsn-view.tsx';
import { messages } from '../messages.ts';
import { AboutView } from './about-view.tsx';

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
// The editor and the grid weigh more than the rest of the window.
const PreviewView = lazy(async () => ({
  default: (await import('../preview/preview-view.tsx')).PreviewView,
}));

export const views: readonly View[] = [
  { id: 'user', label: text.user, View: UserDsnView },
  { id: 'system', label: text.system, View: SystemDsnView },
  { id: 'file', label: text.file, View: FileDsnView },
  { id: 'preview', label: text.preview, View: PreviewView },
  { id: 'about', label: text.about, View: AboutView },
];
