/** Pausing the engine: the button, and the banner that says so for as long as it lasts. */
import { CirclePause, Pause } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Failure } from '../../engine/admin/contract.ts';
import { Button } from '../controls/button.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { messages } from '../messages.ts';
import { asFailure } from '../stores/as-failure.ts';
import { useServices } from './services.tsx';

const text = messages.engine;

export function PauseBanner() {
  const { status } = useServices();
  const paused = useStore(status, (state) => state.status?.paused === true);
  const { change, failure } = useChange('engine.resume');
  return (
    <div role="status" className="banner-place">
      {paused && (
        <div className="banner">
          <CirclePause aria-hidden size={16} />
          <span>{text.paused}</span>
          <Button onPress={change}>{text.resume}</Button>
        </div>
      )}
      {paused && failure !== null && <FailureNote failure={failure} />}
    </div>
  );
}

export function PauseButton() {
  const { status } = useServices();
  const current = useStore(status, (state) => state.status);
  const { change, failure } = useChange('engine.pause');
  return (
    <>
      <Button isDisabled={current === null || current.paused} onPress={change}>
        <Pause aria-hidden size={13} />
        {text.pause}
      </Button>
      {failure !== null && <FailureNote failure={failure} />}
    </>
  );
}

function useChange(procedure: 'engine.pause' | 'engine.resume') {
  const { engine, status } = useServices();
  const [failure, setFailure] = useState<Failure | null>(null);
  const change = () => {
    setFailure(null);
    engine
      .call(procedure, {})
      .then(() => status.refresh())
      .catch((error: unknown) => setFailure(asFailure(error)));
  };
  return { change, failure };
}
