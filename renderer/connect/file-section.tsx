/** Files for an application, and the tables that go into those that hold some. */
import { useState } from 'react';
import type { ClientFile, DsnEntry, Failure, Output } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { NoticeNote } from '../controls/notice-note.tsx';
import { messages } from '../messages.ts';
import { asFailure } from '../stores/as-failure.ts';
import { saveFile } from './save-file.ts';
import { TablePicker } from './table-picker.tsx';

const text = messages.connect;
/** Its tables are those of the whole workspace; all others stand in the schema of a repository. */
const information = 'Information';

export interface FileSectionProps {
  readonly entry: DsnEntry;
  readonly files: readonly ClientFile[];
  readonly tables: Output<'connect.guides'>['tables'];
}

type Outcome = { readonly saved: string; readonly notes: readonly string[] } | { readonly failure: Failure };

export function FileSection({ entry, files, tables }: FileSectionProps) {
  const { engine } = useServices();
  const own = tables.find(({ schema }) => schema !== information)?.schema ?? '';
  const [schema, setSchema] = useState(own);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const holding = files.find((file) => file.tables !== 'none');
  const offered = tables.flatMap((table) => {
    if (table.schema === information) return [table];
    return schema.trim() === '' ? [] : [{ ...table, schema: schema.trim() }];
  });
  const picked = offered.filter((table) => chosen.has(table.table));

  const save = async ({ kind, tables: many }: ClientFile) => {
    const names = many === 'none' ? [] : picked.map((one) => ({ schema: one.schema, table: one.table }));
    try {
      const file = await engine.call('connect.file', {
        name: entry.name,
        scope: entry.scope,
        kind,
        tables: names,
      });
      saveFile(file);
      setOutcome({ saved: file.name, notes: file.notes });
    } catch (error) {
      setOutcome({ failure: asFailure(error) });
    }
  };

  return (
    <div className="connect-files">
      <h3>{text.files}</h3>
      {holding !== undefined && holding.tables !== 'none' && (
        <TablePicker
          many={holding.tables}
          tables={offered}
          schema={schema}
          onSchema={(name) => {
            setSchema(name);
            setOutcome(null);
          }}
          chosen={chosen}
          onChange={(names) => {
            setChosen(names);
            setOutcome(null);
          }}
        />
      )}
      <ul className="connect-file-list">
        {files.map((file) => (
          <li key={file.kind} className="connect-file">
            <div className="connect-file-text">
              <span>
                {file.title} <code>.{file.kind}</code>
              </span>
              <span className="quiet">
                {file.help}
                {file.tables !== 'none' && picked.length === 0 && ` ${text.chooseTable}`}
              </span>
            </div>
            <Button
              isDisabled={file.tables !== 'none' && picked.length === 0}
              onPress={() => void save(file)}
            >
              {text.save(file.kind)}
            </Button>
          </li>
        ))}
      </ul>
      {outcome !== null && (
        <div ref={show}>
          {'failure' in outcome ? (
            <FailureNote title={text.saveFailed} failure={outcome.failure} />
          ) : (
            <NoticeNote
              tone="good"
              message={text.saved(outcome.saved)}
              hint={outcome.notes.join(' ') || undefined}
            />
          )}
        </div>
      )}
    </div>
  );
}

/** The list above may leave no room for what became of the file. */
function show(note: HTMLElement | null): void {
  note?.scrollIntoView({ block: 'nearest' });
}
