/** The figures beneath a result: rows, time, what it cost. While a statement runs the time goes on. */
import { useEffect, useState } from 'react';
import { CallsLink } from './calls-link.tsx';
import { messages } from '../messages.ts';
import type { Run } from './run.ts';

const text = messages.preview;
const tick = 500;

export interface RunFiguresProps {
  readonly run: Run;
  /** How many cells were copied last; 0 while none were. */
  readonly copied: number;
}

export function RunFigures({ run, copied }: RunFiguresProps) {
  const { statistics, phase, rowCount, progress } = run;
  const running = phase === 'running';
  if (statistics === null && !running) return null;
  return (
    <div className="run-figures">
      {(!running || rowCount > 0) && (
        <span className={running ? 'busy' : ''} role="status">
          {running ? text.rowsSoFar(rowCount) : text.rows(rowCount)}
        </span>
      )}
      {/* A clock that is read aloud twice a second would drown everything else. */}
      <span>
        {running || statistics === null ? (
          <Clock since={run.startedAt} />
        ) : (
          text.duration(statistics.milliseconds)
        )}
      </span>
      {statistics !== null && (
        <>
          <CallsLink calls={statistics.calls} statementId={run.statementId} />
          <span>{text.bytes(statistics.bytes)}</span>
          {progress !== null && !running && <span>{text.callsLeft(progress.callsLeft)}</span>}
        </>
      )}
      <span className="foot-gap" />
      <span role="status">{copied > 0 ? text.copied(copied) : rowCount > 0 ? text.copyHint : null}</span>
    </div>
  );
}

function Clock({ since }: { since: number }) {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), tick);
    return () => clearInterval(timer);
  }, []);
  return text.duration(Math.max(0, now - since));
}
