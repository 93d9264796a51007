/** The window's frame: title, tab strip, the view in front, the status line. */
import { Suspense } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useStore } from 'zustand';
import { ElevationDialog } from './elevation-dialog.tsx';
import { messages } from '../messages.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { PauseBanner } from './engine-pause.tsx';
import { useServices } from './services.tsx';
import { SettingsTrouble } from './settings-trouble.tsx';
import { StatusLine } from './status-line.tsx';
import { views } from './tabs.tsx';
import { useLookAgain } from './use-look-again.ts';
import { WishBanner } from './wish-banner.tsx';
import './frame.css';

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
      <PauseBanner />
      <WishBanner />
      <SettingsTrouble />
      <main className="frame-main">
        <Tabs
          className="frame-tabs"
          selectedKey={tab}
          onSelectionChange={(key) => window.setState({ tab: String(key) })}
        >
          <TabList aria-label={messages.tabs.label} className="frame-tab-list">
            {views.map(({ id, label }) => (
              <Tab id={id} key={id}>
                {label}
              </Tab>
            ))}
          </TabList>
          {views.map(({ id, View }) => (
            <TabPanel id={id} key={id} className="frame-panel">
              <Suspense fallback={<p className="quiet">{messages.loading}</p>}>
                <View />
              </Suspense>
            </TabPanel>
          ))}
        </Tabs>
      </main>
      <StatusLine />
      <ElevationDialog />
    </div>
  );
}
