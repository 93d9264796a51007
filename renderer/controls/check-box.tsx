/** A box to tick, with its words beside it. */
import { Check } from 'lucide-react';
import { Checkbox } from 'react-aria-components';
import './field.css';

export interface CheckBoxProps {
  readonly label: string;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
}

export function CheckBox({ label, isSelected, onChange }: CheckBoxProps) {
  return (
    <Checkbox className="check" isSelected={isSelected} onChange={onChange}>
      <span className="check-box" aria-hidden>
        <Check size={12} strokeWidth={3} />
      </span>
      {label}
    </Checkbox>
  );
}
