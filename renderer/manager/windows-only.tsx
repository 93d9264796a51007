/** What the original's pooling tab has and nothing here can set: shown where it belongs, disabled, with the reason. */
import { Input, TextField } from 'react-aria-components';
import type { Pooling } from '../../engine/admin/contract.ts';
import { Button } from '../controls/button.tsx';
import { FieldFrame } from '../controls/field.tsx';
import { messages } from '../messages.ts';

const text = messages.pooling;

export function WindowsOnly({ manager }: Pick<Pooling, 'manager'>) {
  return (
    <>
      <TextField className="field field-disabled" value="" isDisabled>
        <FieldFrame label={text.retryWait} help={text.retryWaitReason[manager]}>
          <Input className="input input-number" />
        </FieldFrame>
      </TextField>
      <div className="field field-disabled" role="group" aria-label={text.perfMon}>
        <div className="field-name">
          <span className="field-label">{text.perfMon}</span>
        </div>
        <div className="field-main">
          <div className="field-control">
            <Button isDisabled>{text.enable}</Button>
            <Button isDisabled>{text.disable}</Button>
          </div>
          <span className="field-help">{text.perfMonReason[manager]}</span>
        </div>
      </div>
    </>
  );
}
