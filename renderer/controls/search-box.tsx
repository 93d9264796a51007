/** A box that narrows a list while one types; Escape empties it. */
import { Search, X } from 'lucide-react';
import { Button, Input, SearchField, type KeyboardEvent } from 'react-aria-components';
import { messages } from '../messages.ts';
import './search-box.css';

export interface SearchBoxProps {
  readonly label: string;
  /** The label itself where it is short enough. */
  readonly placeholder?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Keys that it leaves to others need `continuePropagation`. */
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly autoFocus?: boolean;
}

export function SearchBox({ label, placeholder = label, value, ...events }: SearchBoxProps) {
  return (
    <SearchField className="search-box" aria-label={label} value={value} {...events}>
      <Search aria-hidden size={14} className="search-icon" />
      <Input className="input search-input" placeholder={placeholder} spellCheck="false" autoComplete="off" />
      {value !== '' && (
        <Button className="icon-button search-clear" aria-label={messages.clearSearch}>
          <X aria-hidden size={14} />
        </Button>
      )}
    </SearchField>
  );
}
