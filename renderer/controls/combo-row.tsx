/** A line of text that can also be picked from a list, which is fetched when somebody opens it. */
import { ChevronDown } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Button, ComboBox, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { messages } from '../messages.ts';
import { FieldFrame } from './field.tsx';
import './select.css';

export interface ComboChoice {
  readonly value: string;
  /** Stands quietly beside the value. */
  readonly note?: string;
}

export interface ComboRowProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly choices: readonly ComboChoice[];
  /** Stands in the list while there is nothing in it. */
  readonly emptyText: string;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly openLabel: string;
  readonly placeholder?: string | undefined;
  readonly spelling?: string | undefined;
  readonly spellingTitle?: string | undefined;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  readonly after?: ReactNode;
}

export function ComboRow(props: ComboRowProps) {
  const { label, value, onChange, choices, emptyText, onOpenChange, openLabel, placeholder, after } = props;
  return (
    <ComboBox
      className="field"
      allowsCustomValue
      allowsEmptyCollection
      // Typing is never disturbed by a list that nobody has asked for.
      menuTrigger="manual"
      inputValue={value}
      // It repeats what is there when it loses the focus.
      onInputChange={(next) => next !== value && onChange(next)}
      defaultItems={choices.map((choice) => ({ ...choice, id: choice.value }))}
      onOpenChange={onOpenChange}
      isInvalid={props.error !== undefined}
      validationBehavior="aria"
    >
      <FieldFrame {...props} label={label}>
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- it only keeps a key of the input */}
        <span className="combo-box" onKeyDown={keepEscape}>
          <Input
            className="input"
            onKeyDownCapture={pressDefault}
            spellCheck="false"
            autoComplete="off"
            {...(placeholder !== undefined && { placeholder })}
          />
          <Button className="combo-button" aria-label={openLabel}>
            <ChevronDown aria-hidden size={14} />
          </Button>
        </span>
        {after}
      </FieldFrame>
      <Popover className="select-popover combo-popover" offset={2}>
        <ListBox
          className="select-list"
          aria-label={messages.choices(label)}
          renderEmptyState={() => <p className="combo-empty">{emptyText}</p>}
        >
          {(choice: ComboChoice) => (
            <ListBoxItem textValue={choice.value}>
              {choice.value}
              {choice.note !== undefined && <span className="combo-note">{choice.note}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

/** Escape closes the open list, and not the dialog around it as well. */
function keepEscape(event: KeyboardEvent) {
  if (event.key === 'Escape' && isOpen(event.target)) event.stopPropagation();
}

const isOpen = (input: EventTarget): boolean =>
  input instanceof Element && input.getAttribute('aria-expanded') === 'true';

/** As in a dialog of Windows: Enter presses the default button, unless it picks what the arrow keys have chosen. */
function pressDefault({ key, nativeEvent, currentTarget: input }: KeyboardEvent<HTMLInputElement>) {
  // Where the list is closed the browser does it.
  if (key !== 'Enter' || nativeEvent.isComposing || !isOpen(input)) return;
  if (input.hasAttribute('aria-activedescendant')) return;
  input.form?.querySelector<HTMLButtonElement>('[type="submit"]')?.click();
}
