/** The live connection string at the foot of the sheet, in either form, with Copy. */
import { useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useStore } from 'zustand';
import type { DsnScope } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { CopyTextButton } from '../controls/copy-text-button.tsx';
import { messages } from '../messages.ts';
import { textWithDriver, textWithDsn } from './connection-text.ts';
import type { Draft } from './draft.ts';
import { signsInWithBrowser } from './property-pages.ts';
import './connection-text-bar.css';

const text = messages.sheet;

export interface ConnectionTextProps {
  readonly scope: DsnScope;
  readonly draft: Draft;
  readonly savedDraft: Draft;
  /** Undefined while the data source is new. */
  readonly driver: string | undefined;
}

type Form = 'dsn' | 'driver';

export function ConnectionText({ scope, draft, savedDraft, driver = text.driverName }: ConnectionTextProps) {
  const { dsns } = useServices();
  const properties = useStore(dsns, (state) => state.properties);
  const [form, setForm] = useState<Form>('dsn');
  const shown =
    form === 'dsn'
      ? textWithDsn(draft, savedDraft, properties, scope)
      : textWithDriver(draft, driver, properties);
  const needsDsn = form === 'driver' && signsInWithBrowser(properties, draft);
  return (
    <section className="connection-text" aria-label={text.connectionString}>
      <span className="connection-text-head">
        <span className="quiet">{text.connectionString}</span>
        <ToggleButtonGroup
          className="connection-forms"
          aria-label={text.connectionForm}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[form]}
          onSelectionChange={([chosen]) => setForm(chosen as Form)}
        >
          <ToggleButton id="dsn">{text.withDsn}</ToggleButton>
          <ToggleButton id="driver">{text.withoutDsn}</ToggleButton>
        </ToggleButtonGroup>
        {needsDsn && <span className="quiet connection-warning">{text.withoutDsnWarning}</span>}
      </span>
      <span className="connection-text-line">
        <input className="mono" readOnly value={shown} aria-label={text.connectionString} />
        <CopyTextButton text={shown} label={text.copyConnectionString} />
      </span>
    </section>
  );
}
