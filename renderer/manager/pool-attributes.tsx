/** Whether connections to one driver are pooled, and how long an unused one stays. */
import { useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import type { PoolTimeout } from '../../engine/admin/contract.ts';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { TextRow } from '../controls/text-row.tsx';
import { messages } from '../messages.ts';
import './pool-attributes.css';

const text = messages.pooling;
/** As the original proposes it. */
const usual = 60;
const longest = 99_999;

export interface PoolAttributesProps {
  readonly driver: string;
  readonly timeout: PoolTimeout;
  readonly onChange: (timeout: PoolTimeout) => void;
  readonly onCancel: () => void;
}

export function PoolAttributes({ driver, timeout, onChange, onCancel }: PoolAttributesProps) {
  const [pooled, setPooled] = useState(timeout !== 'none');
  const [seconds, setSeconds] = useState(String(timeout === 'none' ? usual : timeout));
  const isGood = /^\d{1,5}$/.test(seconds.trim()) && Number(seconds) <= longest;
  const accept = () => onChange(pooled ? Number(seconds) : 'none');
  return (
    <Dialog title={text.attributes} onCancel={onCancel} size="medium">
      <form
        className="pool-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!pooled || isGood) accept();
        }}
      >
        <div className="dialog-body">
          <RadioGroup
            aria-label={driver}
            className="pool-choice"
            value={pooled ? 'pool' : 'none'}
            onChange={(value) => setPooled(value === 'pool')}
          >
            <strong>{driver}</strong>
            <Radio value="none" className="pool-radio" autoFocus={!pooled}>
              {text.dontPool}
            </Radio>
            <Radio value="pool" className="pool-radio" autoFocus={pooled}>
              {text.pool}
            </Radio>
          </RadioGroup>
          {pooled && (
            <TextRow
              label={text.seconds}
              value={seconds}
              onChange={setSeconds}
              inputMode="numeric"
              width="number"
              error={isGood ? undefined : text.secondsRange}
            />
          )}
        </div>
        <div className="dialog-foot">
          <Button variant="primary" type="submit" isDisabled={pooled && !isGood}>
            {text.ok}
          </Button>
          <Button onPress={onCancel}>{messages.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
