/** The tabs of results, and what is shown of the one in front: its rows, its plan or a chart. */
import { lazy, Suspense, type KeyboardEvent } from 'react';
import { Pin, TriangleAlert } from 'lucide-react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useStore } from 'zustand';
import { useServices } from '../app/services.tsx';
import { messages } from '../messages.ts';
import { PlanView } from './plan-view.tsx';
import { ResultActions } from './result-actions.tsx';
import { activeTab, type ResultTab } from './result-tabs.ts';
import { RunProgressBar } from './run-progress.tsx';
import { RunResult } from './run-result.tsx';
import './result-area.css';

const text = messages.preview;
// The library that draws weighs more than all the rest of Preview.
const ChartView = lazy(async () => ({ default: (await import('./chart-view.tsx')).ChartView }));

export function ResultArea() {
  const { preview } = useServices();
  const tabs = useStore(preview, (state) => state.tabs);
  const active = useStore(preview, activeTab);
  if (active === null) return <p className="run-empty">{text.idle}</p>;
  // The tab that has the focus is the one in front.
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Delete') return;
    event.preventDefault();
    preview.closeTab(active.id);
  };
  return (
    <Tabs
      className="results"
      selectedKey={active.id}
      onSelectionChange={(key) => preview.showTab(String(key))}
    >
      <div className="results-bar">
        <div role="presentation" className="results-tabs" onKeyDown={press}>
          <TabList aria-label={text.results} className="results-tab-list">
            {tabs.map((tab) => (
              <Tab key={tab.id} id={tab.id} className="results-tab">
                <TabTitle tab={tab} onClose={() => preview.closeTab(tab.id)} />
              </Tab>
            ))}
          </TabList>
        </div>
        <ResultActions tab={active} />
      </div>
      <TabPanel key={active.id} id={active.id} className="results-panel">
        <RunProgressBar run={active.run} />
        <ResultBody tab={active} />
      </TabPanel>
    </Tabs>
  );
}

function TabTitle({ tab: { number, pinned, run }, onClose }: { tab: ResultTab; onClose: () => void }) {
  return (
    <span className={run.phase === 'running' ? 'busy' : ''} title={run.sql} onAuxClick={onClose}>
      {run.phase === 'failed' && <TriangleAlert aria-label={text.failed} size={12} />}
      {run.phase === 'idle' ? text.planTab(number) : text.resultTab(number)}
      {pinned && <Pin aria-label={text.pinned} size={11} fill="currentcolor" />}
    </span>
  );
}

function ResultBody({ tab }: { tab: ResultTab }) {
  switch (tab.view) {
    case 'rows':
      return <RunResult key={tab.id} run={tab.run} />;
    case 'plan':
      return <PlanView tab={tab} />;
    case 'chart':
      return (
        <Suspense fallback={<p className="quiet">{messages.loading}</p>}>
          <ChartView key={tab.id} tab={tab} />
        </Suspense>
      );
  }
}
