/** The tables of the data source's schema and of Information, to choose from. */
import { Check } from 'lucide-react';
import { useId } from 'react';
import { ListBox, ListBoxItem, Text } from 'react-aria-components';
import type { Output } from '../../engine/admin/contract.ts';
import { TextRow } from '../controls/text-row.tsx';
import { titleWhenCut } from '../controls/title-when-cut.ts';
import { messages } from '../messages.ts';

const text = messages.connect;

export interface TablePickerProps {
  readonly many: 'one' | 'several';
  readonly tables: Output<'connect.guides'>['tables'];
  /** Of the repository whose tables are offered; '': of none. */
  readonly schema: string;
  readonly onSchema: (schema: string) => void;
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (names: ReadonlySet<string>) => void;
}

export function TablePicker({ many, tables, schema, onSchema, chosen, onChange }: TablePickerProps) {
  const label = useId();
  return (
    <div className="connect-tables">
      <TextRow
        label={text.schema}
        value={schema}
        onChange={onSchema}
        placeholder={text.schemaPlaceholder}
        help={text.schemaHelp}
      />
      <p id={label}>
        {text.tables} <span className="quiet">{text.tablesHelp[many]}</span>
      </p>
      <ListBox
        aria-labelledby={label}
        className="connect-table-list"
        items={tables.map((table) => ({ ...table, id: table.table }))}
        selectionMode={many === 'one' ? 'single' : 'multiple'}
        selectedKeys={chosen}
        onSelectionChange={(selection) =>
          onChange(
            selection === 'all'
              ? new Set(tables.map(({ table }) => table))
              : new Set([...selection].map(String)),
          )
        }
      >
        {({ id, schema: place, description }) => (
          <ListBoxItem id={id} textValue={id} className="connect-table">
            <Check aria-hidden size={14} className="connect-table-check" />
            <Text slot="label">
              <span className="quiet">{place}.</span>
              {id}
            </Text>
            <Text slot="description" className="connect-table-description" onPointerEnter={titleWhenCut}>
              {description}
            </Text>
          </ListBoxItem>
        )}
      </ListBox>
    </div>
  );
}
