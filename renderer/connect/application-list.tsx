/** The applications with a search box above them. The arrow keys walk from the box into the list. */
import { useRef, useState } from 'react';
import { ListBox, ListBoxItem, type KeyboardEvent } from 'react-aria-components';
import type { ClientGuide } from '../../engine/admin/contract.ts';
import { SearchBox } from '../controls/search-box.tsx';
import { messages } from '../messages.ts';

const text = messages.connect;

export interface ApplicationListProps {
  readonly guides: readonly ClientGuide[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

export function ApplicationList({ guides, chosen, onChoose }: ApplicationListProps) {
  const [search, setSearch] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const found = matching(guides, search);
  const change = (words: string) => {
    setSearch(words);
    const [first] = matching(guides, words);
    if (first !== undefined && !matching(guides, words).some(({ id }) => id === chosen)) onChoose(first.id);
  };
  const intoList = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown') return event.continuePropagation();
    event.preventDefault();
    const options = list.current?.querySelectorAll<HTMLElement>('[role="option"]');
    [...(options ?? [])].find((option) => option.ariaSelected === 'true')?.focus();
  };
  return (
    <div className="connect-list">
      <SearchBox
        label={text.search}
        placeholder={messages.search}
        value={search}
        onChange={change}
        onKeyDown={intoList}
        autoFocus
      />
      <ListBox
        ref={list}
        aria-label={text.applications}
        className="connect-applications"
        items={found}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={chosen === null ? [] : [chosen]}
        onSelectionChange={(selection) => {
          const [id] = selection === 'all' ? [] : selection;
          if (id !== undefined) onChoose(String(id));
        }}
        renderEmptyState={() => <p className="quiet connect-none">{text.noneFound}</p>}
      >
        {({ id, title }) => (
          <ListBoxItem id={id} textValue={title} className="connect-application">
            {title}
          </ListBoxItem>
        )}
      </ListBox>
    </div>
  );
}

function matching(guides: readonly ClientGuide[], search: string): readonly ClientGuide[] {
  const wanted = search.trim().toLowerCase();
  return guides.filter(({ title }) => title.toLowerCase().includes(wanted));
}
