/** A box that narrows a list while one types; Escape empties it. */
import { Search, X } from 'lucide-react';
import { Button, Input, SearchField } from 'react-aria-components';
import './search-box.css';

export interface SearchBoxProps {
  readonly label: string;
  readonly placeholder: string;
  readonly clearLabel: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function SearchBox({ label, placeholder, clearLabel, value, onChange }: SearchBoxProps) {
  return (
    <SearchField className="search-box" aria-label={label} value={value} onChange={onChange}>
      <Search aria-hidden size={14} className="search-icon" />
      <Input className="input search-input" placeholder={placeholder} spellCheck="false" autoComplete="off" />
      {value !== '' && (
        <Button className="icon-button search-clear" aria-label={clearLabel}>
          <X aria-hidden size={14} />
        </Button>
      )}
    </SearchField>
  );
}
