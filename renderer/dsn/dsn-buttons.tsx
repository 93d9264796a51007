/** The buttons beside the list of User and System data sources. */
import type { DsnEntry } from '../../engine/admin/contract.ts';
import { ConnectButton } from '../connect/connect-button.tsx';
import { ActionButton } from '../controls/action-button.tsx';
import { messages } from '../messages.ts';
import { HealthButtons } from './health-buttons.tsx';

const text = messages.dsn;

export type DsnAction = 'add' | 'remove' | 'configure' | 'duplicate' | 'export' | 'import' | 'preview';

export interface DsnButtonsProps {
  readonly selected: DsnEntry | undefined;
  /** All of ours in the list. */
  readonly ours: readonly DsnEntry[];
  readonly onAction: (action: DsnAction) => void;
}

export function DsnButtons({ selected, ours, onAction }: DsnButtonsProps) {
  const reason = reasonAgainst(selected);
  const button = (action: DsnAction, because: string | undefined) => (
    <ActionButton label={text[action]} reason={because} onPress={() => onAction(action)} />
  );
  return (
    <div className="dsn-buttons" role="group" aria-label={text.actions}>
      {button('add', undefined)}
      {button('remove', reason)}
      {button('configure', reason)}
      {button('duplicate', reason)}
      <hr />
      {button('export', ours.length > 0 ? undefined : text.reasonNoneOfOurs)}
      {button('import', undefined)}
      <hr />
      {button('preview', reason)}
      <ConnectButton entry={selected} reason={reason} />
      <hr />
      <HealthButtons selected={reason === undefined ? selected : undefined} all={ours} />
    </div>
  );
}

/** Why nothing can be done with what is selected; undefined: something can. */
export function reasonAgainst(selected: { readonly ours: boolean } | undefined): string | undefined {
  if (selected === undefined) return text.reasonNone;
  return selected.ours ? undefined : text.reasonForeign;
}
