/** One property of the catalogue as a field: the control by its type, help, default and spelling beside it. */
import { RotateCcw } from 'lucide-react';
import type { Property } from '../../engine/admin/contract.ts';
import { CheckRow } from '../controls/check-row.tsx';
import { CopyTextButton } from '../controls/copy-text-button.tsx';
import { IconButton } from '../controls/icon-button.tsx';
import { SelectRow } from '../controls/select-row.tsx';
import { TextRow } from '../controls/text-row.tsx';
import { BrowseButton } from '../files/browse-button.tsx';
import { messages } from '../messages.ts';
import { checkValue } from './check-value.ts';
import { doubtOf } from './doubt-of.ts';
import { effectiveValue, withSecret, withValue, type Draft } from './draft.ts';
import { PlaceField } from './place-field.tsx';
import { SecretField } from './secret-field.tsx';
import type { PlaceList } from './use-places.ts';

const text = messages.sheet;

export interface PropertyFieldProps {
  /** For Workspace and Schema: what they can be picked from. */
  readonly list?: PlaceList | undefined;
  readonly property: Property;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

export function PropertyField({ property, draft, onChange, list }: PropertyFieldProps) {
  const { name, label, type } = property;
  const explicit = draft.values[name];
  const set = (value: string | undefined) => onChange(withValue(draft, name, value));
  const frame = {
    label,
    spelling: name,
    spellingTitle: text.spelling(name),
    help: <Help property={property} given={draft.secrets[name] ?? explicit ?? ''} />,
  };
  const reset =
    property.default !== '' && explicit !== undefined && explicit !== property.default ? (
      <IconButton label={text.resetToDefault(label)} onPress={() => set(undefined)}>
        <RotateCcw aria-hidden size={13} />
      </IconButton>
    ) : null;

  if (list !== undefined) {
    return (
      <PlaceField
        {...frame}
        value={explicit ?? ''}
        onChange={(value) => set(value === '' ? undefined : value)}
        placeholder={property.default}
        error={checkValue(property, explicit ?? '')}
        after={reset}
        list={list}
      />
    );
  }
  switch (type.kind) {
    case 'boolean':
      return (
        <CheckRow
          {...frame}
          isSelected={isTrue(effectiveValue(draft, property))}
          onChange={(selected) => set(String(selected) === property.default ? undefined : String(selected))}
          after={reset}
        />
      );
    case 'choice':
      return (
        <SelectRow
          {...frame}
          {...choicesOf(property, type.choices, effectiveValue(draft, property))}
          onChange={(value) => set(value === '' ? undefined : value)}
          after={reset}
        />
      );
    case 'secret':
      return (
        <SecretField
          {...frame}
          isRequired={property.required === true}
          isKept={draft.kept.includes(name)}
          change={draft.secrets[name]}
          onChange={(change) => onChange(withSecret(draft, name, change))}
        />
      );
    case 'integer':
    case 'text':
    case 'url':
    case 'path':
      return (
        <TextRow
          {...frame}
          value={explicit ?? ''}
          onChange={(value) => set(value === '' ? undefined : value)}
          placeholder={property.default}
          isRequired={property.required === true}
          inputMode={type.kind === 'integer' ? 'numeric' : type.kind === 'url' ? 'url' : 'text'}
          width={type.kind === 'integer' ? 'number' : 'full'}
          error={checkValue(property, explicit ?? '')}
          after={
            <>
              {type.kind === 'integer' && type.unit !== undefined && (
                <span className="unit">{type.unit}</span>
              )}
              {reset}
              {type.kind === 'path' && (
                <BrowseButton label={label} of={type.of} value={explicit ?? ''} onChange={set} />
              )}
              {name === 'CallbackURL' && (
                <CopyTextButton text={explicit ?? property.default} label={messages.signIn.copyCallback} />
              )}
            </>
          }
        />
      );
  }
}

function Help({ property, given }: { property: Property; given: string }) {
  const { help, type, default: value } = property;
  const doubt = doubtOf(property, given);
  const choice =
    type.kind === 'choice' ? type.choices.find((candidate) => candidate.value === value) : undefined;
  return (
    <>
      {doubt !== undefined && (
        <span className="field-doubt">
          {doubt.message} {doubt.hint}
        </span>
      )}
      {help}
      {property.required === true && ` ${text.required}`}
      {value !== '' && ' '}
      {value !== '' && <span className="field-default">{text.defaultValue(choice?.label ?? value)}</span>}
    </>
  );
}

/** The words that the engine takes for true. */
function isTrue(value: string): boolean {
  return ['true', 'yes', '1', 'on'].includes(value.trim().toLowerCase());
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What can be chosen and what is chosen. A word that only the engine knows, written by hand, stays a choice. */
function choicesOf(property: Property, known: readonly Choice[], value: string) {
  const choices = property.default === '' ? [{ value: '', label: text.automatic }, ...known] : known;
  const chosen = choices.find((choice) => choice.value.toLowerCase() === value.toLowerCase());
  if (chosen !== undefined) return { choices, value: chosen.value };
  return { choices: [...choices, { value, label: value }], value };
}
