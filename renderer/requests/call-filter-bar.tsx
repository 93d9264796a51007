/** What the list shows: text, status, data source, one statement; and how. `children`: buttons at its end. */
import { X } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { CheckBox } from '../controls/check-box.tsx';
import { SearchBox } from '../controls/search-box.tsx';
import { SelectBox } from '../controls/select-row.tsx';
import { messages } from '../messages.ts';
import type { StatusFilter } from './call-filter.ts';
import { dataSourceText } from './call-text.ts';

const text = messages.requests;

const statuses: readonly { readonly value: StatusFilter; readonly label: string }[] = [
  { value: 'all', label: text.allStatuses },
  { value: 'problems', label: text.statuses.problems },
  { value: 'limited', label: text.statuses.limited },
  { value: 'retried', label: text.statuses.retried },
];

/** No name of a data source, since those hold no line break. */
const anySource = '\n';

export function CallFilterBar({ children }: { readonly children: ReactNode }) {
  const { requests } = useServices();
  const { calls, filter, grouped } = useStore(requests);
  const sources = useMemo(
    () => [...new Set(calls.map(({ dataSource }) => dataSource))].sort((a, b) => a.localeCompare(b)),
    [calls],
  );
  return (
    <div className="requests-bar">
      <SearchBox
        label={text.filter}
        placeholder={text.filterHint}
        value={filter.text}
        onChange={(value) => requests.setFilter({ text: value })}
      />
      <SelectBox
        label={text.whichStatus}
        placeholder={text.allStatuses}
        choices={statuses}
        value={filter.status}
        onChange={(value) =>
          requests.setFilter({ status: statuses.find((one) => one.value === value)?.value ?? 'all' })
        }
      />
      <SelectBox
        label={text.whichDataSource}
        placeholder={text.allDataSources}
        choices={[
          { value: anySource, label: text.allDataSources },
          ...sources.map((name) => ({ value: name, label: dataSourceText(name) })),
        ]}
        value={filter.dataSource ?? anySource}
        onChange={(value) => requests.setFilter({ dataSource: value === anySource ? null : value })}
      />
      <CheckBox label={text.group} isSelected={grouped} onChange={(isOn) => requests.setGrouped(isOn)} />
      {filter.statementId !== null && (
        <Button
          className="requests-statement"
          aria-label={`${text.onlyStatement(filter.statementId)}: ${text.showAll}`}
          onPress={() => requests.setFilter({ statementId: null })}
        >
          {text.onlyStatement(filter.statementId)}
          <X aria-hidden size={13} />
        </Button>
      )}
      <span className="foot-gap" />
      {children}
    </div>
  );
}
