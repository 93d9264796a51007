/** Says what a change of the machine's files would be, before the system asks for an administrator's password. */
import { useStore } from 'zustand';
import { Button } from '../controls/button.tsx';
import { CopyTextButton } from '../controls/copy-text-button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { messages } from '../messages.ts';
import { useServices } from './services.tsx';
import './elevation-dialog.css';

const text = messages.elevation;
const signs = { added: '+', removed: '−', kept: ' ' } as const;

export function ElevationDialog() {
  const { elevation } = useServices();
  const { asked, busy } = useStore(elevation);
  if (asked === null) return null;
  const { file, lines, how, command, library } = asked;
  const canAsk = how === 'pkexec' || how === 'sudo' || how === 'uac';
  const cancel = () => elevation.answer(false);
  return (
    <Dialog title={text.title} size="medium" role="alertdialog" onCancel={cancel}>
      <div className="dialog-body">
        <p>
          <strong>{text.question(file)}</strong>
        </p>
        <ul className="elevation-lines" aria-label={text.changes}>
          {lines.map(({ kind, text: line }, at) => (
            <li key={at} className={`elevation-line elevation-${kind}`}>
              <span role="img" aria-label={text.lines[kind]} className="elevation-sign">
                {signs[kind]}
              </span>
              <code>{line}</code>
            </li>
          ))}
        </ul>
        {library !== undefined && <p>{text.library[library.change](library.path)}</p>}
        <p className="quiet">{how === 'none' && command === '' ? text.noCommand : text.how[how]}</p>
        {how === 'none' && command !== '' && (
          <div className="elevation-command">
            <code>{command}</code>
            <CopyTextButton text={command} label={messages.copy} />
          </div>
        )}
      </div>
      <div className="dialog-foot">
        {busy && (
          <span className="quiet" role="status">
            {text.asking}
          </span>
        )}
        <span className="foot-gap" />
        {canAsk && (
          <Button variant="primary" autoFocus isDisabled={busy} onPress={() => elevation.answer(true)}>
            {text.ask}
          </Button>
        )}
        <Button autoFocus={!canAsk} isDisabled={busy} onPress={cancel}>
          {canAsk ? messages.cancel : messages.close}
        </Button>
      </div>
    </Dialog>
  );
}
