/** A yes-or-no field in a form. */
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useId } from 'react';
import { Checkbox } from 'react-aria-components';
import './field.css';

export interface CheckRowProps {
  readonly label: string;
  readonly isSelected: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly spelling?: string | undefined;
  readonly spellingTitle?: string | undefined;
  readonly help?: ReactNode;
  readonly after?: ReactNode;
}

export function CheckRow({
  label,
  isSelected,
  isDisabled = false,
  onChange,
  spelling,
  spellingTitle,
  help,
  after,
}: CheckRowProps) {
  const helpId = useId();
  return (
    <div className="field">
      <div className="field-name">
        {spelling !== undefined && (
          <code className="field-spelling" title={spellingTitle}>
            {spelling}
          </code>
        )}
      </div>
      <div className="field-main">
        <div className="field-control">
          <Checkbox
            className="check"
            isSelected={isSelected}
            isDisabled={isDisabled}
            onChange={onChange}
            aria-describedby={helpId}
          >
            <span className="check-box" aria-hidden>
              <Check size={12} strokeWidth={3} />
            </span>
            {label}
          </Checkbox>
          {after}
        </div>
        <span id={helpId} className="field-help">
          {help}
        </span>
      </div>
    </div>
  );
}
