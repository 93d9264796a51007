/** A choice from a short list. In a form it is a row; `SelectBox` alone stands in a toolbar. */
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { FieldFrame } from './field.tsx';
import './select.css';

interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface SelectRowProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly spelling?: string | undefined;
  readonly spellingTitle?: string | undefined;
  readonly help?: ReactNode;
  readonly after?: ReactNode;
}

export function SelectRow(props: SelectRowProps) {
  const { choices, value, onChange, after } = props;
  return (
    <Select className="field" selectedKey={value} onSelectionChange={(key) => onChange(String(key))}>
      <FieldFrame {...props}>
        <SelectParts choices={choices} />
        {after}
      </FieldFrame>
    </Select>
  );
}

export interface SelectBoxProps {
  readonly label: string;
  readonly placeholder: string;
  readonly choices: readonly Choice[];
  readonly value: string | null;
  readonly onChange: (value: string) => void;
}

export function SelectBox({ label, placeholder, choices, value, onChange }: SelectBoxProps) {
  return (
    <Select
      className="select-box"
      aria-label={label}
      placeholder={placeholder}
      selectedKey={value}
      onSelectionChange={(key) => onChange(String(key))}
      isDisabled={choices.length === 0}
    >
      <SelectParts choices={choices} />
    </Select>
  );
}

function SelectParts({ choices }: { choices: readonly Choice[] }) {
  return (
    <>
      <Button className="select-button">
        <SelectValue className="select-value" />
        <ChevronDown aria-hidden size={14} />
      </Button>
      <Popover className="select-popover" offset={2}>
        <ListBox className="select-list" items={choices.map((choice) => ({ ...choice, id: choice.value }))}>
          {(choice) => <ListBoxItem textValue={choice.label}>{choice.label}</ListBoxItem>}
        </ListBox>
      </Popover>
    </>
  );
}
