/** The rows of a run: notices, the failure with its place, the grid, and the figures beneath it. */
import { useState } from 'react';
import type { Failure } from '../../engine/admin/contract.ts';
import { FailureNote } from '../controls/failure-note.tsx';
import { NoticeNote } from '../controls/notice-note.tsx';
import { messages } from '../messages.ts';
import { measureInPage } from './column-widths.ts';
import { ResultGrid } from './result-grid.tsx';
import { cutSentence, type Run } from './run.ts';
import { RunFigures } from './run-figures.tsx';
import { lineAndColumn } from './statement-position.ts';
import { ValueDialog, type ShownValue } from './value-dialog.tsx';

const text = messages.preview;

export function RunResult({ run }: { run: Run }) {
  const cut = cutSentence(run);
  const [copied, setCopied] = useState(0);
  const [value, setValue] = useState<ShownValue | null>(null);
  return (
    <section className="run" aria-label={text.rowsLabel} aria-busy={run.phase === 'running'}>
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
      <Rows
        run={run}
        onCopied={setCopied}
        onShowValue={(row, column) =>
          setValue({ row, column: run.columns[column]?.name ?? '', value: run.rows[row]?.[column] ?? null })
        }
      />
      <RunFigures run={run} copied={copied} />
      {value !== null && <ValueDialog {...value} onClose={() => setValue(null)} />}
    </section>
  );
}

function placeOf(sql: string, { position }: Failure): { place?: string } {
  if (position === undefined) return {};
  const { line, column } = lineAndColumn(sql, position);
  return { place: text.positionAt(line, column) };
}

interface RowsProps {
  readonly run: Run;
  readonly onCopied: (cells: number) => void;
  readonly onShowValue: (row: number, column: number) => void;
}

function Rows({ run, onCopied, onShowValue }: RowsProps) {
  const [measure] = useState(() => measureInPage());
  const { phase, rowCount, columns } = run;
  if (phase === 'idle') return <p className="run-empty">{text.notRun}</p>;
  if (rowCount === 0 && phase === 'running') return <p className="run-empty busy">{text.opening}</p>;
  if (rowCount === 0 && phase !== 'done') return null;
  if (columns.length === 0) return <p className="run-empty">{run.commandTag}</p>;
  return (
    <>
      <ResultGrid
        columns={columns}
        rows={run.rows}
        rowCount={rowCount}
        isComplete={phase === 'done'}
        measure={measure}
        onCopied={onCopied}
        onShowValue={onShowValue}
      />
      {rowCount === 0 && <p className="run-none">{text.noRows}</p>}
    </>
  );
}
