/** First step: who will use the data source, what it is called, and perhaps a connection string to begin with. */
import { useStore } from 'zustand';
import type { MachineScope } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { ChoiceCards } from '../controls/choice-cards.tsx';
import { DisclosurePart } from '../controls/disclosure-part.tsx';
import { TextRow } from '../controls/text-row.tsx';
import type { Draft } from '../dsn/draft.ts';
import { messages } from '../messages.ts';
import { PasteArea } from './paste-area.tsx';
import { readPastedString } from './pasted-string.ts';

const text = messages.wizard;

export interface StepStartProps {
  readonly scope: MachineScope;
  readonly onScope: (scope: MachineScope) => void;
  /** A data source that was saved for a sign-in stays where it is. */
  readonly isSaved: boolean;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly nameError: string | undefined;
  readonly pasted: string;
  readonly onPasted: (text: string) => void;
}

export function StepStart(props: StepStartProps) {
  const { scope, onScope, isSaved, draft, onChange, nameError, pasted, onPasted } = props;
  const { dsns } = useServices();
  const properties = useStore(dsns, (state) => state.properties);
  const cards = (['user', 'system'] as const).map((value) => ({
    value,
    title: text.who[value],
    text: text.whoText[value],
  }));
  return (
    <>
      <ChoiceCards
        label={isSaved ? text.whoSaved : text.whoLabel}
        cards={cards}
        value={scope}
        onChange={(value) => onScope(value as MachineScope)}
        isDisabled={isSaved}
      />
      <TextRow
        label={messages.sheet.name}
        value={draft.name}
        onChange={(name) => onChange({ ...draft, name })}
        isRequired
        help={text.nameHelp}
        error={nameError}
      />
      <DisclosurePart title={text.paste} defaultExpanded={pasted !== ''}>
        <PasteArea
          value={pasted}
          onChange={onPasted}
          reading={pasted.trim() === '' ? null : readPastedString(pasted, draft, properties)}
        />
      </DisclosurePart>
    </>
  );
}
