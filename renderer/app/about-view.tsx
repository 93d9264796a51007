/** Versions and places of the core parts, as the original's About tab lists them, and what is wrong with them. */
import { useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../controls/button.tsx';
import { NoticeNote } from '../controls/notice-note.tsx';
import { copyText } from '../controls/copy-text.ts';
import { useManagerPart } from '../manager/use-manager-part.ts';
import { messages } from '../messages.ts';
import { VaultSection } from '../vault/vault-section.tsx';
import { useServices } from './services.tsx';
import './about-view.css';

const text = messages.about;

export function AboutView() {
  const { status, dsns, manager, window } = useServices();
  const parts = useStore(manager, (state) => state.parts) ?? [];
  const [copied, setCopied] = useState(false);
  useManagerPart('parts');
  const current = useStore(status, (state) => state.status);
  const name = useStore(dsns, (state) => state.dsns?.find((entry) => entry.ours)?.name);
  if (current === null) return <p className="quiet">{messages.loading}</p>;
  const { odbc } = current;
  const copy = () => {
    const rows = [
      ...parts.map(({ description, version, file }) => [description, version, file]),
      [text.engine, current.version, text.process(current.pid, current.startedAt)],
      [text.socket, text.port(current.port), current.runDir],
      [text.driver, odbc.registered ? text.registered : text.notRegistered, odbc.library],
      ...odbc.problems.map((problem) => [problem]),
    ];
    copyText(rows.map((row) => row.join('\t')).join('\n'));
    setCopied(true);
  };
  return (
    <div className="about">
      <div className="about-head">
        <h2>{text.heading}</h2>
        <span className="quiet" role="status">
          {copied && text.copied}
        </span>
        <Button onPress={copy}>{text.copy}</Button>
      </div>
      <table className="about-parts">
        <thead>
          <tr>
            <th scope="col">{text.part}</th>
            <th scope="col">{text.version}</th>
            <th scope="col">{text.place}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ description, version, file }) => (
            <tr key={description}>
              <th scope="row">{description}</th>
              <td>{version || <span className="quiet">{text.unknownVersion}</span>}</td>
              <td className="mono">{file}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{text.engine}</th>
            <td>{current.version}</td>
            <td>{text.process(current.pid, current.startedAt)}</td>
          </tr>
          <tr>
            <th scope="row">{text.socket}</th>
            <td>{text.port(current.port)}</td>
            <td className="mono">{current.runDir}</td>
          </tr>
          <tr>
            <th scope="row">{text.driver}</th>
            <td>{odbc.registered ? text.registered : text.notRegistered}</td>
            <td className="mono">{odbc.library}</td>
          </tr>
        </tbody>
      </table>
      {odbc.problems.length > 0 && (
        <section aria-labelledby="about-problems">
          <h2 id="about-problems">{text.problems}</h2>
          {odbc.problems.map((problem) => (
            <NoticeNote key={problem} tone="warning" message={problem} />
          ))}
          <Button onPress={() => window.setState({ tab: 'drivers' })}>{text.openDrivers}</Button>
        </section>
      )}
      <VaultSection />
      {name !== undefined && (
        <section aria-labelledby="about-connect">
          <h2 id="about-connect">{text.connect}</h2>
          <pre className="about-commands">{text.commands(current.runDir, current.port, name).join('\n')}</pre>
        </section>
      )}
    </div>
  );
}
