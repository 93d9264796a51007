/** The line at the bottom: is the engine there, which one, where, and do ODBC applications find the driver. */
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useStore } from 'zustand';
import { Button } from '../controls/button.tsx';
import { messages } from '../messages.ts';
import type { EngineStatus } from '../stores/status-store.ts';
import { QuotaItem } from './quota-item.tsx';
import { useServices } from './services.tsx';
import { SettingsButton } from './settings-button.tsx';

const text = messages.status;

export function StatusLine() {
  const { engine, status, window } = useServices();
  const phase = useStore(engine.state, (state) => state.phase);
  const current = useStore(status, (state) => state.status);
  const connected = phase === 'connected';
  return (
    <footer className="status-line" aria-label={text.label}>
      <span className="status-item">
        <span
          className={`status-dot ${connected && current?.paused !== true ? 'good' : 'waiting'}`}
          aria-hidden
        />
        {connected
          ? current?.paused === true
            ? text.paused
            : text.connected
          : phase === 'connecting'
            ? text.connecting
            : text.lost}
      </span>
      {connected && current !== null && (
        <>
          <span className="status-item status-detail">{text.version(current.version)}</span>
          <span className="status-item status-detail">{text.pid(current.pid)}</span>
          <span className="status-item status-folder" title={`${text.runDir}: ${current.runDir}`}>
            {current.runDir}
          </span>
          <span className="status-gap" />
          <QuotaItem />
          <span className="status-item status-activity">
            {text.activity(current.sessions, current.runningStatements)}
          </span>
          <DriverState odbc={current.odbc} onDetails={() => window.setState({ tab: 'about' })} />
        </>
      )}
      {!(connected && current !== null) && <span className="status-gap" />}
      <SettingsButton />
    </footer>
  );
}

function DriverState({ odbc, onDetails }: { odbc: EngineStatus['odbc']; onDetails: () => void }) {
  const good = odbc.registered && odbc.problems.length === 0;
  const sentence = good
    ? text.driverRegistered
    : odbc.problems.length > 0
      ? text.driverProblems(odbc.problems.length)
      : text.driverMissing;
  return (
    <Button variant="plain" className={`status-driver ${good ? 'good' : 'bad'}`} onPress={onDetails}>
      {good ? <CircleCheck aria-hidden size={13} /> : <TriangleAlert aria-hidden size={13} />}
      {sentence}
    </Button>
  );
}
