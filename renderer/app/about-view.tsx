/** Versions and places of the core parts, as the original's About tab lists them, and what is wrong with them. */
import { useStore } from 'zustand';
import { NoticeNote } from '../controls/notice-note.tsx';
import { messages } from '../messages.ts';
import { useServices } from './services.tsx';
import './about-view.css';

const text = messages.about;

export function AboutView() {
  const { status, dsns } = useServices();
  const current = useStore(status, (state) => state.status);
  const name = useStore(dsns, (state) => state.dsns?.find((entry) => entry.ours)?.name);
  if (current === null) return <p className="quiet">{messages.loading}</p>;
  const { odbc } = current;
  return (
    <div className="about">
      <h2>{text.heading}</h2>
      <table className="about-parts">
        <thead>
          <tr>
            <th scope="col">{text.part}</th>
            <th scope="col">{text.version}</th>
            <th scope="col">{text.place}</th>
          </tr>
        </thead>
        <tbody>
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
        </section>
      )}
      {name !== undefined && (
        <section aria-labelledby="about-connect">
          <h2 id="about-connect">{text.connect}</h2>
          <pre className="about-commands">{text.commands(current.runDir, current.port, name).join('\n')}</pre>
        </section>
      )}
    </div>
  );
}
