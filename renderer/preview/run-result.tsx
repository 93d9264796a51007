/** What came of a run: notices, the failure with its place, the grid, and the figures beneath it. */
import { useState } from 'react';
import type { Failure } from '../../engine/admin/contract.ts';
import { FailureNote } from '../controls/failure-note.tsx';
import { NoticeNote } from '../controls/notice-note.tsx';
import { messages } from '../messages.ts';
import { measureInPage } from './column-widths.ts';
import { cutSentence, type Run } from './preview-store.ts';
import { ResultGrid } from './result-grid.tsx';
import { lineAndColumn } from './statement-position.ts';

const text = messages.preview;

export function RunResult({ run }: { run: Run }) {
  const cut = cutSentence(run);
  return (
    <section className="run" aria-label={text.results} aria-busy={run.phase === 'running'}>
      <div className="run-notes">
        {run.failure !== null && <FailureNote failure={run.failure} {...placeOf(run.sql, run.failure)} />}
        {run.notices.map((notice) => (
          <NoticeNote key={notice.message} tone="warning" message={notice.message} hint={notice.hint} />
        ))}
        {cut !== null && <NoticeNote tone="warning" message={cut} />}
        {run.phase === 'cancelled' && (
          <NoticeNote tone="info" message={run.rowCount > 0 ? text.cancelled : text.cancelledEmpty} />
        )}
      </div>
      <Rows run={run} />
      <Figures run={run} />
    </section>
  );
}

function placeOf(sql: string, { position }: Failure): { place?: string } {
  if (position === undefined) return {};
  const { line, column } = lineAndColumn(sql, position);
  return { place: text.positionAt(line, column) };
}

function Rows({ run }: { run: Run }) {
  const [copied, setCopied] = useState(0);
  const [measure] = useState(() => measureInPage());
  if (run.phase === 'idle') return <p className="run-empty">{text.idle}</p>;
  if (run.phase === 'failed' && run.rowCount === 0) return null;
  if (run.columns.length === 0) {
    const isRunning = run.phase === 'running';
    return (
      <p className={isRunning ? 'run-empty busy' : 'run-empty'}>
        {isRunning ? text.opening : run.commandTag}
      </p>
    );
  }
  if (run.phase === 'done' && run.rowCount === 0) return <p className="run-empty">{text.noRows}</p>;
  return (
    <>
      {/* A new result is a new grid: other columns, the focus back at the first cell. */}
      <ResultGrid
        key={run.columns.map(({ name }) => name).join('\n')}
        columns={run.columns}
        rows={run.rows}
        rowCount={run.rowCount}
        measure={measure}
        onCopied={setCopied}
      />
      <p className="run-copied" role="status">
        {copied > 0 && text.copied(copied)}
      </p>
    </>
  );
}

function Figures({ run }: { run: Run }) {
  const { statistics, phase, rowCount } = run;
  if (statistics === null) return null;
  return (
    <div className="run-figures" role="status">
      <span className={phase === 'running' ? 'busy' : ''}>
        {phase === 'running' ? text.rowsSoFar(rowCount) : text.rows(rowCount)}
      </span>
      <span>{text.milliseconds(statistics.milliseconds)}</span>
      <span>{text.calls(statistics.calls)}</span>
      <span>{text.bytes(statistics.bytes)}</span>
      <span className="foot-gap" />
      {rowCount > 0 && <span>{text.copyHint}</span>}
    </div>
  );
}
