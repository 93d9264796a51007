/** The window's frame: title, tab strip, the view in front, the status line. */
import { lazy, Suspense } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useStore } from 'zustand';
import { DsnView } from '../dsn/dsn-view.tsx';
import { messages } from '../messages.ts';
import type { Tab as TabName } from '../stores/window-store.ts';
import { AboutView } from './about-view.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { useServices } from './services.tsx';
import { StatusLine } from './status-line.tsx';
import { useLookAgain } from './use-look-again.ts';
import './frame.css';

// The editor and the grid weigh more than the rest of the window; they load when Preview is opened.
const PreviewView = lazy(async () => ({
  default: (await import('../preview/preview-view.tsx')).PreviewView,
}));

export function Frame() {
  const { window } = useServices();
  const tab = useStore(window, (state) => state.tab);
  useLookAgain();
  return (
    <div className="frame">
      <header className="frame-title">
        <img src="/icon.svg" alt="" width="18" height="18" />
        <h1>
          {messages.product} <span>{messages.title}</span>
        </h1>
      </header>
      <ConnectionBanner />
      <main className="frame-main">
        <Tabs
          className="frame-tabs"
          selectedKey={tab}
          onSelectionChange={(key) => window.setState({ tab: key as TabName })}
        >
          <TabList aria-label={messages.tabs.label} className="frame-tab-list">
            <Tab id="user">{messages.tabs.user}</Tab>
            <Tab id="system">{messages.tabs.system}</Tab>
            <Tab id="preview">{messages.tabs.preview}</Tab>
            <Tab id="about">{messages.tabs.about}</Tab>
          </TabList>
          <TabPanel id="user" className="frame-panel">
            <DsnView scope="user" />
          </TabPanel>
          <TabPanel id="system" className="frame-panel">
            <DsnView scope="system" />
          </TabPanel>
          <TabPanel id="preview" className="frame-panel">
            <Suspense fallback={<p className="quiet">{messages.loading}</p>}>
              <PreviewView />
            </Suspense>
          </TabPanel>
          <TabPanel id="about" className="frame-panel">
            <AboutView />
          </TabPanel>
        </Tabs>
      </main>
      <StatusLine />
    </div>
  );
}
