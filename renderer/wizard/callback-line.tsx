/** The callback URL for the consumer's form, with Copy; says before anything is opened whether its port is free. */
import { CircleCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Output, Property } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { CopyTextButton } from '../controls/copy-text-button.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { TextRow } from '../controls/text-row.tsx';
import { checkValue } from '../dsn/check-value.ts';
import { effectiveValue, withValue, type Draft } from '../dsn/draft.ts';
import { messages } from '../messages.ts';
import { asFailure } from '../stores/as-failure.ts';

const text = messages.wizard;

export interface CallbackLineProps {
  readonly property: Property;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

type Check = Pick<Output<'callback.check'>, 'problem' | 'suggestion'> & { readonly of: string };

export function CallbackLine({ property, draft, onChange }: CallbackLineProps) {
  const { engine } = useServices();
  const [check, setCheck] = useState<Check | null>(null);
  const callbackUrl = effectiveValue(draft, property);
  const wrong = checkValue(property, callbackUrl);
  useEffect(() => {
    if (wrong !== undefined) return undefined;
    let current = true;
    const look = async () => {
      const found = await engine
        .call('callback.check', { callbackUrl })
        .catch((error: unknown) => ({ problem: asFailure(error), suggestion: null }));
      if (current) setCheck({ ...found, of: callbackUrl });
    };
    void look();
    return () => {
      current = false;
    };
  }, [engine, callbackUrl, wrong]);
  const set = (value: string) => onChange(withValue(draft, property.name, value === '' ? undefined : value));
  const known = check !== null && check.of === callbackUrl ? check : null;
  const suggestion = known?.suggestion ?? null;
  return (
    <div className="callback-line">
      <p>{text.callback}</p>
      <TextRow
        label={property.label}
        value={draft.values[property.name] ?? ''}
        onChange={set}
        placeholder={property.default}
        error={wrong}
        after={<CopyTextButton text={callbackUrl} label={messages.signIn.copyCallback} />}
      />
      <div aria-live="polite">
        {known !== null && known.problem === null && (
          <p className="callback-free">
            <CircleCheck aria-hidden size={13} />
            {text.callbackFree}
          </p>
        )}
        {known !== null && known.problem !== null && (
          <FailureNote failure={known.problem}>
            {suggestion !== null && (
              <Button onPress={() => set(suggestion)}>{messages.signIn.otherPort(suggestion)}</Button>
            )}
          </FailureNote>
        )}
      </div>
    </div>
  );
}
