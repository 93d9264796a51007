/** The engine's log while it happens: level, text filter, pause, copy, clear. */
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { LogEntry } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { SearchBox } from '../controls/search-box.tsx';
import { SelectBox } from '../controls/select-row.tsx';
import { messages } from '../messages.ts';
import { copyText } from '../controls/copy-text.ts';
import { shownEntries, type LogLevel } from './log-store.ts';
import './log-view.css';

const text = messages.log;
const levels = Object.entries(text.levels).map(([value, label]) => ({ value, label }));
/** More would only make the window slow; the filter finds the rest. */
const mostDrawn = 500;
const mostCharacters = 1000;

export function LogView() {
  const { log } = useServices();
  const state = useStore(log);
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useEffect(() => log.follow(), [log]);
  const shown = shownEntries(state, text.text);
  const drawn = shown.slice(-mostDrawn);
  useEffect(() => {
    const element = list.current;
    // Whoever has scrolled up reads there.
    if (element !== null && atEnd.current) element.scrollTop = element.scrollHeight;
  });
  return (
    <div className="log">
      <div className="log-bar">
        <SelectBox
          label={text.level}
          placeholder={text.level}
          choices={levels}
          value={state.level}
          onChange={(level) => log.setState({ level: level as LogLevel })}
        />
        <SearchBox label={text.filter} value={state.filter} onChange={(filter) => log.setState({ filter })} />
        <Button onPress={() => log.pause(!state.paused)}>{state.paused ? text.resume : text.pause}</Button>
        <Button isDisabled={shown.length === 0} onPress={() => copyText(shown.map(asLine).join('\n'))}>
          {text.copy}
        </Button>
        <Button isDisabled={state.entries.length === 0} onPress={() => log.clear()}>
          {text.clear}
        </Button>
        <span className="log-count quiet">
          {state.paused && `${text.paused} · `}
          {text.shown(drawn.length, state.entries.length)}
        </span>
      </div>
      {state.failure !== null && <FailureNote failure={state.failure} />}
      <div
        ref={list}
        className="log-list"
        role="log"
        aria-live="off"
        aria-label={text.label}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard scrolls it
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          atEnd.current = scrollHeight - scrollTop - clientHeight < 8;
        }}
      >
        {drawn.length === 0 ? (
          <p className="log-none">{state.entries.length === 0 ? text.none : text.noMatch}</p>
        ) : (
          drawn.map((entry) => <LogLine key={entry.id} entry={entry} />)
        )}
      </div>
    </div>
  );
}

function LogLine({ entry }: { entry: LogEntry }) {
  const whole = text.text(entry);
  const begin = whole.length > mostCharacters ? `${whole.slice(0, mostCharacters)}…` : whole;
  const [first, ...more] = begin.split('\n');
  return (
    <div className={`log-line log-of-${entry.kind}`}>
      <time dateTime={entry.at}>{text.time(entry.at)}</time>
      <span className="log-kind">{text.kinds[entry.kind]}</span>
      <span className="log-session">{entry.session}</span>
      <span className="log-text">
        {first}
        {more.length > 0 && <span className="log-more">{`\n${more.join('\n')}`}</span>}
      </span>
    </div>
  );
}

function asLine(entry: LogEntry): string {
  return [entry.at, text.kinds[entry.kind], entry.session, text.text(entry).replaceAll(/\s+/g, ' ')].join(
    '\t',
  );
}
