/** The Tracing tab: the driver manager's trace as in the original, and below it the engine's own log. */
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useStore } from 'zustand';
import { useServices } from '../app/services.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { NoticeNote } from '../controls/notice-note.tsx';
import { messages } from '../messages.ts';
import { LogView } from './log-view.tsx';
import { TraceSettings } from './trace-settings.tsx';
import { TraceTail } from './trace-tail.tsx';
import { useManagerPart } from './use-manager-part.ts';
import './manager.css';
import './tracing-view.css';

const text = messages.tracing;

export function TracingView() {
  const { manager } = useServices();
  const { tracing, failure } = useStore(manager);
  useManagerPart('tracing');
  if (tracing === null)
    return failure === null ? <p className="quiet">{messages.loading}</p> : <FailureNote failure={failure} />;
  return (
    <div className="manager tracing">
      {failure !== null && <FailureNote failure={failure} />}
      {tracing.on && (
        <NoticeNote tone="warning" message={text.onFor(tracing.file)} hint={text.warning[tracing.manager]} />
      )}
      <TraceSettings tracing={tracing} />
      <Tabs className="tracing-logs">
        <TabList aria-label={text.logs} className="tracing-tab-list">
          <Tab id="engine">{text.engineLog}</Tab>
          <Tab id="tail">{text.tail}</Tab>
        </TabList>
        <TabPanel id="engine" className="tracing-panel">
          <LogView />
        </TabPanel>
        <TabPanel id="tail" className="tracing-panel">
          <TraceTail />
        </TabPanel>
      </Tabs>
    </div>
  );
}
