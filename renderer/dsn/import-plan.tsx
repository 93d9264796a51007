/** One line for each data source of an import: what happens with it, and what to do where its name is taken. */
import { Input } from 'react-aria-components';
import type { ImportChoice, ImportItem } from '../../engine/admin/contract.ts';
import { SelectBox } from '../controls/select-row.tsx';
import { messages } from '../messages.ts';
import type { Choices } from './use-import-plan.ts';

const text = messages.transfer;

export interface ImportPlanProps {
  readonly items: readonly ImportItem[];
  readonly choices: Choices;
  readonly onChoose: (name: string, choice: ImportChoice) => void;
}

export function ImportPlan({ items, choices, onChoose }: ImportPlanProps) {
  return (
    <section aria-label={text.plan} className="transfer-plan">
      <h3 className="transfer-heading">{text.plan}</h3>
      <ul className="transfer-items">
        {items.map((item, at) => (
          <ImportLine
            key={`${at} ${item.name}`}
            item={item}
            choice={choices[item.name]}
            onChoose={(choice) => onChoose(item.name, choice)}
          />
        ))}
      </ul>
    </section>
  );
}

interface ImportLineProps {
  readonly item: ImportItem;
  readonly choice: ImportChoice | undefined;
  readonly onChoose: (choice: ImportChoice) => void;
}

function ImportLine({ item, choice, onChoose }: ImportLineProps) {
  const { name, taken, suggestion, problem, outcome } = item;
  const actions = [
    ...(taken === 'no' ? [{ value: 'create', label: text.create }] : []),
    { value: 'skip', label: text.skip },
    ...(taken === 'ours' ? [{ value: 'replace', label: text.replace }] : []),
    { value: 'rename', label: text.rename },
  ];
  const choose = (action: string) => {
    if (action === 'rename') onChoose({ action, to: suggestion });
    else if (action === 'skip' || action === 'replace') onChoose({ action });
    // For a name that is free there is nothing to replace, and it is made.
    else onChoose({ action: 'replace' });
  };
  const isOpen = taken !== 'no' && choice === undefined;
  return (
    <li className="transfer-item">
      <span className="transfer-name">{name}</span>
      <SelectBox
        label={text.actionFor(name)}
        placeholder={messages.preview.choose}
        choices={actions}
        value={isOpen ? null : outcome}
        onChange={choose}
      />
      {choice?.action === 'rename' && (
        <Input
          className="input transfer-new-name"
          aria-label={text.newName(name)}
          value={choice.to}
          onChange={(event) => onChoose({ action: 'rename', to: event.target.value })}
        />
      )}
      <span className={problem === '' || outcome === 'skip' ? 'field-help' : 'field-error'}>{note()}</span>
    </li>
  );

  function note(): string {
    if (outcome === 'skip') return '';
    if (outcome === 'replace') return problem === '' ? text.replaceText : problem;
    return problem;
  }
}
