/** The search box above a list of data sources, with how many of them match. */
import { SearchBox } from '../controls/search-box.tsx';
import { messages } from '../messages.ts';

export interface ListSearchProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly shown: number;
  readonly all: number;
}

export function ListSearch({ label, value, onChange, shown, all }: ListSearchProps) {
  return (
    <div className="dsn-search">
      <SearchBox label={label} placeholder={messages.search} value={value} onChange={onChange} />
      <span className="quiet" role="status">
        {value.trim() !== '' && messages.dsn.found(shown, all)}
      </span>
    </div>
  );
}
