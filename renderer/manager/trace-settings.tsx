/** When to trace and where to: nothing is written before Apply or the button that starts and stops. */
import { Input, TextField } from 'react-aria-components';
import type { Tracing } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { useStore } from 'zustand';
import { Button } from '../controls/button.tsx';
import { CheckRow } from '../controls/check-row.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { FieldFrame } from '../controls/field.tsx';
import { TextRow } from '../controls/text-row.tsx';
import { BrowseButton } from '../files/browse-button.tsx';
import { messages } from '../messages.ts';
import { useAct } from '../controls/use-act.ts';

const text = messages.tracing;

export function TraceSettings({ tracing }: { tracing: Tracing }) {
  const { engine, manager } = useServices();
  const draft = useStore(manager, (state) => state.tracingDraft);
  const { busy, failure, act } = useAct();
  const path = draft.path ?? tracing.path;
  const machineWide = draft.machineWide ?? tracing.machineWide;
  // Where a trace would go is kept; for whom it would be matters only while it is on.
  const isChanged = path !== tracing.path || (tracing.on && machineWide !== tracing.machineWide);
  const edit = (change: typeof draft) => manager.setState({ tracingDraft: { ...draft, ...change } });
  const set = (on: boolean) =>
    act(async () => {
      const now = await engine.call('tracing.set', { on, path, machineWide });
      manager.setState({ tracing: now, tracingDraft: now.on ? {} : { machineWide } });
    });
  return (
    <section className="manager-form" aria-label={text.settings}>
      {failure !== null && <FailureNote failure={failure} />}
      <TextRow
        label={text.path}
        value={path}
        onChange={(value) => edit({ path: value })}
        help={text.size(tracing.size)}
        after={
          <BrowseButton
            label={text.path}
            of="file"
            value={path}
            onChange={(value) => edit({ path: value })}
          />
        }
      />
      <TextField className="field field-disabled" value="" isDisabled>
        <FieldFrame label={text.dll} help={text.dllReason[tracing.manager]}>
          <Input className="input" />
          <Button isDisabled slot={null}>
            {text.selectDll}
          </Button>
        </FieldFrame>
      </TextField>
      <CheckRow
        label={text.machineWide}
        isSelected={machineWide}
        onChange={(value) => edit({ machineWide: value })}
        help={tracing.hiddenBy === '' ? text.machineWideHelp[tracing.manager] : text.hidden(tracing.hiddenBy)}
      />
      <div className="manager-foot">
        <Button isDisabled={busy} onPress={() => void set(!tracing.on)}>
          {tracing.on ? text.stop : text.start}
        </Button>
        <p className="manager-about">{tracing.on ? '' : text.off}</p>
        <Button isDisabled={busy || !isChanged} onPress={() => void set(tracing.on)}>
          {text.apply}
        </Button>
      </div>
    </section>
  );
}
