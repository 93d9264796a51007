/** The Requests tab: the quota of the hour, and every API call as it is made, with the statement it belongs to. */
import { Pause, Play } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { ApiCall } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { messages } from '../messages.ts';
import { QuotaPanel } from '../quota/quota-panel.tsx';
import { CallDetails } from './call-details.tsx';
import { filteredCalls, isProblem } from './call-filter.ts';
import { CallFilterBar } from './call-filter-bar.tsx';
import { CallList } from './call-list.tsx';
import { listRows } from './call-rows.ts';
import { callsAsText } from './calls-as-text.ts';
import { copyText } from '../controls/copy-text.ts';
import './requests-view.css';

const text = messages.requests;

export function RequestsView() {
  const { requests } = useServices();
  const { calls, statements, filter, grouped, paused, held, failure } = useStore(requests);
  useEffect(() => requests.follow(), [requests]);
  // Typing goes before filtering.
  const used = useDeferredValue(filter);
  const shown = useMemo(() => filteredCalls(calls, statements, used), [calls, statements, used]);
  const rows = useMemo(() => listRows(shown, grouped), [shown, grouped]);
  const [open, setOpen] = useState<ApiCall | null>(null);
  const [remark, setRemark] = useState<string | null>(null);
  const copyAll = () =>
    setRemark(copyText(callsAsText(shown, statements)) ? text.copied(shown.length) : text.copyFailed);
  const problems = shown.filter(isProblem).length;
  return (
    <div className="requests">
      <QuotaPanel />
      {failure !== null && <FailureNote failure={failure} />}
      <CallFilterBar>
        <Button onPress={() => requests.setPaused(!paused)}>
          {paused ? <Play aria-hidden size={13} /> : <Pause aria-hidden size={13} />}
          {paused ? text.resume : text.pause}
        </Button>
        <Button isDisabled={calls.length === 0} onPress={() => requests.clear()}>
          {text.clear}
        </Button>
        <Button isDisabled={shown.length === 0} onPress={copyAll}>
          {text.copy}
        </Button>
      </CallFilterBar>
      <div className="requests-list">
        <CallList
          rows={rows}
          statements={statements}
          onOpen={setOpen}
          onStatement={(id) => requests.showStatement(id)}
          onCopied={(count) => setRemark(text.copied(count))}
        />
        {rows.length === 0 && (
          <p className="requests-none">{calls.length === 0 ? text.none : text.noneShown}</p>
        )}
      </div>
      <div className="requests-foot">
        <span>{text.shown(shown.length, calls.length)}</span>
        {problems > 0 && <span className="requests-problems">{text.problems(problems)}</span>}
        {paused && (
          <span role="status">
            {text.listPaused} {held.calls.length > 0 && text.waiting(held.calls.length)}
          </span>
        )}
        <span className="foot-gap" />
        <span role="status">{remark ?? (rows.length > 0 ? text.hint : null)}</span>
      </div>
      {open !== null && (
        <CallDetails
          call={open}
          statement={open.statementId === null ? undefined : statements.get(open.statementId)}
          onClose={() => setOpen(null)}
          onStatement={(id) => requests.showStatement(id)}
        />
      )}
    </div>
  );
}
