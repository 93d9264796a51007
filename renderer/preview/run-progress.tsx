/** How far a running statement has come: pages of those expected, and what is left of the hour's calls. */
import { Label, ProgressBar } from 'react-aria-components';
import { messages } from '../messages.ts';
import { RestLeft } from '../quota/rest-left.tsx';
import type { Run } from './run.ts';

const text = messages.preview;

export function RunProgressBar({ run: { phase, progress } }: { run: Run }) {
  if (phase !== 'running' || progress === null) return null;
  const { pages, callsLeft, calls, restUntil } = progress;
  const { done, expected } = pages;
  const isKnown = expected !== null && expected > 0;
  const words = [
    isKnown ? text.pagesOf(done, expected) : done > 0 ? text.pages(done) : text.calls(calls),
    text.callsLeft(callsLeft),
  ];
  return (
    <ProgressBar
      className="run-progress"
      {...(isKnown ? { value: done, maxValue: expected } : { isIndeterminate: true })}
      valueLabel={words[0] ?? ''}
    >
      {({ percentage }) => (
        <>
          <Label className="quiet">{words.join(' · ')}</Label>
          {restUntil !== null && <RestLeft until={restUntil} />}
          <div className="run-progress-track">
            <div
              className={`run-progress-bar${isKnown ? '' : ' unknown'}`}
              style={isKnown ? { width: `${percentage ?? 0}%` } : {}}
            />
          </div>
        </>
      )}
    </ProgressBar>
  );
}
