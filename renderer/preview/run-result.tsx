/** What came of a run: notices, the failure with its place, the grid, and the figures beneath it. */
import { useState } from 'react';
import type { Failure } from '../../engine/admin/contract.ts';
import { FailureNote } from '../controls/failure-note.tsx';
import { NoticeNote } from '../controls/notice-note.tsx';
import { messages } from '../messages.ts';
import { measureInPage } from './column-widths.ts';
import { cutSentence, type Run } from './preview-store.ts';
import { ResultGrid } from './result-grid.tsx';
import { RunFigures } from './run-figures.tsx';
import { lineAndColumn } from './statement-position.ts';

const text = messages.preview;

export function RunResult({ run }: { run: Run }) {
  const cut = cutSentence(run);
  const [copied, setCopied] = useState({ cells: 0, of: run.startedAt });
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
      <Rows run={run} onCopied={(cells) => setCopied({ cells, of: run.startedAt })} />
      <RunFigures run={run} copied={copied.of === run.startedAt ? copied.cells : 0} />
    </section>
  );
}

function placeOf(sql: string, { position }: Failure): { place?: string } {
  if (position === undefined) return {};
  const { line, column } = lineAndColumn(sql, position);
  return { place: text.positionAt(line, column) };
}

function Rows({ run, onCopied }: { run: Run; onCopied: (cells: number) => void }) {
  const [measure] = useState(() => measureInPage());
  const { phase, rowCount, columns } = run;
  if (phase === 'idle') return <p className="run-empty">{text.idle}</p>;
  if (rowCount === 0 && phase === 'running') return <p className="run-empty busy">{text.opening}</p>;
  if (rowCount === 0 && phase !== 'done') return null;
  if (columns.length === 0) return <p className="run-empty">{run.commandTag}</p>;
  return (
    <>
      {/* A new result is a new grid: other columns, the focus back at the first cell. */}
      <ResultGrid
        key={run.startedAt}
        columns={columns}
        rows={run.rows}
        rowCount={rowCount}
        measure={measure}
        onCopied={onCopied}
      />
      {rowCount === 0 && <p className="run-none">{text.noRows}</p>}
    </>
  );
}
