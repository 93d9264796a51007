/** What a statement asks of Bitbucket and why, what runs in the engine and why, and what it has come to. */
import { useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../app/services.tsx';
import type { ApiCall, PlanScan } from '../../engine/admin/contract.ts';
import { Button } from '../controls/button.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { messages } from '../messages.ts';
import { CallsLink } from './calls-link.tsx';
import { madeCalls } from './made-calls.ts';
import type { ResultTab } from './result-tabs.ts';
import type { Run } from './run.ts';
import './plan-view.css';

const text = messages.preview;

export function PlanView({ tab: { id, plan, run } }: { tab: ResultTab }) {
  const { preview } = useServices();
  const calls = useCallsOf(run);
  const scans = plan?.phase === 'ready' ? plan.scans : [];
  const made = calls === null ? null : madeCalls(scans, calls);
  return (
    <section className="plan" aria-label={text.viewPlan}>
      <Costs run={run} />
      {(plan === null || plan.phase === 'loading') && <p className="quiet busy">{messages.loading}</p>}
      {plan?.phase === 'failed' && (
        <FailureNote failure={plan.failure}>
          <Button onPress={() => preview.showView(id, 'plan')}>{text.tryAgain}</Button>
        </FailureNote>
      )}
      {plan?.phase === 'ready' && plan.scans.length === 0 && <p>{text.planNothing}</p>}
      {scans.map((scan, index) => (
        <Scan
          key={index}
          scan={scan}
          made={made?.byEndpoint.get(scan.endpoint) ?? null}
          isShared={scans.filter(({ endpoint }) => endpoint === scan.endpoint).length > 1}
        />
      ))}
      {made !== null && made.others > 0 && <p className="quiet">{text.planMadeOthers(made.others)}</p>}
      {calls !== null && run.statistics !== null && calls.length < run.statistics.calls && (
        <p className="quiet">{text.planMadePartly(calls.length, run.statistics.calls)}</p>
      )}
    </section>
  );
}

/** The calls that the run has made, as the list of requests has them; null before it makes any. */
function useCallsOf({ statementId, statistics }: Run): readonly ApiCall[] | null {
  const { requests } = useServices();
  const all = useStore(requests, (state) => state.calls);
  const isAsked = statementId !== null && statistics !== null && statistics.calls > 0;
  useEffect(() => {
    if (isAsked) requests.follow();
  }, [isAsked, requests]);
  return isAsked ? all.filter((call) => call.statementId === statementId) : null;
}

function Costs({ run: { statistics, phase, statementId } }: { run: Run }) {
  if (phase === 'idle' || statistics === null) return <p className="quiet">{text.planBefore}</p>;
  return (
    <dl className="plan-costs" aria-label={text.planAfter}>
      <Cost
        name={text.costCalls}
        value={<CallsLink calls={statistics.calls} statementId={statementId} short />}
      />
      <Cost name={text.costRows} value={text.number(statistics.rows)} />
      <Cost name={text.costBytes} value={text.bytes(statistics.bytes)} />
      <Cost name={text.costTime} value={text.duration(statistics.milliseconds)} />
    </dl>
  );
}

function Cost({ name, value }: { readonly name: string; readonly value: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

interface ScanProps {
  readonly scan: PlanScan;
  /** How many calls went to its endpoint; null before it has run. */
  readonly made: number | null;
  /** Another scan has the same endpoint. */
  readonly isShared: boolean;
}

function Scan({ scan, made, isShared }: ScanProps) {
  return (
    <article className="plan-scan">
      <h2>
        {scan.schema}.{scan.table}
      </h2>
      <p className="mono">{scan.endpoint}</p>
      <p>
        <span className="quiet">{text.planCalls}</span>{' '}
        {scan.estimatedCalls === null
          ? text.planDepends(scan.callsDependOn ?? '')
          : text.calls(scan.estimatedCalls)}
        {made !== null && (
          <>
            <span className="quiet"> · {text.planMade}</span> {text.calls(made)}
            {isShared && <span className="quiet"> {text.planMadeShared}</span>}
          </>
        )}
        <span className="quiet"> · {text.executions[scan.execution]}</span>
      </p>
      {scan.sent.length > 0 && (
        <PlanTable
          caption={text.planSent}
          head={[text.planPart, text.planValue, text.planFrom]}
          rows={sentRows(scan.sent)}
        />
      )}
      {scan.local.length > 0 && (
        <PlanTable
          caption={text.planLocal}
          head={[text.planWhat, text.planWhy]}
          rows={scan.local.map(({ what, why }) => [what, why])}
        />
      )}
      {scan.local.length === 0 && <p className="quiet">{text.planNoLocal}</p>}
    </article>
  );
}

/** A parameter that is sent several times is one row. */
function sentRows(sent: PlanScan['sent']): readonly (readonly string[])[] {
  const rows = new Map<string, { readonly part: string; readonly from: string; readonly values: string[] }>();
  for (const { kind, name, value, from } of sent) {
    const part = text.sentKinds[kind](name);
    const key = JSON.stringify([part, from]);
    const row = rows.get(key) ?? { part, from, values: [] };
    rows.set(key, row);
    row.values.push(value);
  }
  return [...rows.values()].map(({ part, from, values }) => [part, values.join(', '), from]);
}

interface PlanTableProps {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function PlanTable({ caption, head, rows }: PlanTableProps) {
  return (
    <table className="plan-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, column) => (
              <td key={column}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
