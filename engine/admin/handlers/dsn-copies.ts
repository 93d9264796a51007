/** Data sources that come from others: duplicates, exports, imports. A sign-in never goes along: it is renewed in one place. */
import { basename } from 'node:path';
import { sameAddresses } from '../../dsn/dsn-addresses.ts';
import { foldDsnName } from '../../dsn/dsn-identity.ts';
import { checkDsnName } from '../../dsn/dsn-name.ts';
import type { DsnEntry, DsnScope, DsnStore } from '../../dsn/dsn-store.ts';
import { checkPairs } from '../../dsn/dsn-values.ts';
import { isSecretKeyword } from '../../dsn/property-name.ts';
import type { Vault } from '../../auth/vault.ts';
import { asDrawbridgeError, DrawbridgeError, SqlState } from '../../error.ts';
import type { ImportChoice, ImportItem } from '../contract.ts';
import type { Handlers } from '../dispatcher.ts';
import { createDsnEditor, type Edit } from './dsn-editor.ts';
import { exportText, readExport, withoutLogin, type PortableDsn } from './dsn-export-format.ts';
import { freeName } from './free-name.ts';
import { checkValues, plainValues, proxyPassword } from './plain-values.ts';
import { secretsByHand, spelling } from './secrets-by-hand.ts';

export interface DsnCopyParts {
  readonly dsns: DsnStore;
  readonly vault: Vault;
  readonly changed: () => void;
  readonly folders: Pick<Handlers, 'folder.list'>;
}

type Copies = Pick<Handlers, 'dsn.duplicate' | 'dsn.export' | 'dsn.import'>;

export function dsnCopyHandlers({ dsns, vault, changed, folders }: DsnCopyParts): Copies {
  const editor = createDsnEditor(dsns, vault);

  async function portable(key: DsnEntry): Promise<PortableDsn> {
    const { entry, values } = await editor.findOurs(key);
    const plain = [...values]
      .filter(([keyword]) => !isSecretKeyword(keyword))
      .map(([keyword, value]) => [spelling(keyword), withoutLogin(value)] as const);
    const name = entry.scope === 'file' ? basename(entry.name).replace(/\.dsn$/i, '') : entry.name;
    return { name, description: entry.description, values: Object.fromEntries(plain) };
  }

  return {
    async 'dsn.duplicate'({ to, elevate, ...given }) {
      const [owner, key] = [await dsns.keyOf(given), await dsns.keyOf(to)];
      const { entry: original, values } = await editor.findOurs(owner);
      if (key.scope !== 'file') checkDsnName(key.name);
      await editor.refuseTaken(key);
      const plain = [...values].filter(([keyword]) => !isSecretKeyword(keyword));
      const byHand = [...secretsByHand(values)];
      const change = {
        ...key,
        description: original.description,
        values: new Map(
          plain.map(([keyword, value]) => [spelling(keyword), withoutPassword(keyword, value)]),
        ),
      };
      const entry = await editor.save({ change, owner, secrets: byHand, withSignIn: false }, { elevate });
      changed();
      return { entry };
    },

    async 'dsn.export'({ scope, name, folder = '' }, context) {
      const all =
        scope !== 'file'
          ? await dsns.list()
          : name === undefined
            ? (await folders['folder.list']({ path: folder }, context)).dataSources
            : await fileEntries(name);
      const wanted = all.filter(
        (entry) =>
          entry.ours &&
          entry.scope === scope &&
          (name === undefined || scope === 'file' || foldDsnName(entry) === foldDsnName({ name, scope })),
      );
      if (name !== undefined && wanted.length === 0) throw noneOfOurs(scope, name);
      const list: PortableDsn[] = [];
      for (const entry of wanted) list.push(await portable(entry));
      return { text: exportText(list), count: list.length };
    },

    async 'dsn.import'({ scope, text, look, choices, elevate }) {
      const sources = readExport(text);
      const there = (await dsns.list()).filter((entry) => entry.scope === scope);
      const planned = plan(sources, scope, there, choices);
      const items = planned.map(({ item }) => ({ ...item }));
      if (look) return { items };
      const wrong = planned.find(({ item }) => item.outcome !== 'skip' && item.problem !== '');
      if (wrong !== undefined) throw cannotImport(wrong);
      const edits: Edit[] = [];
      for (const { item, source, target } of planned) {
        if (item.outcome === 'skip') continue;
        const key = { name: target, scope };
        const old = item.outcome === 'replace' ? await editor.findOurs(key) : null;
        const values = plainValues(source.values);
        // Secrets stay with a data source that goes on asking the same Bitbucket, and never go to another.
        const keeps = old !== null && sameAddresses(old.values, values);
        edits.push({
          change: {
            ...key,
            ...(old === null ? {} : { previousName: old.entry.name }),
            description: source.description,
            values,
          },
          owner: keeps ? key : null,
          secrets: [...(keeps ? secretsByHand(old.values) : []), ...proxyPassword(source.values)],
          withSignIn: keeps,
        });
      }
      await editor.saveAll(edits, { elevate });
      changed();
      return { items };
    },
  };

  async function fileEntries(name: string): Promise<readonly DsnEntry[]> {
    const record = await dsns.get(await dsns.keyOf({ name, scope: 'file' }));
    return record === null ? [] : [record.entry];
  }
}

interface Planned {
  readonly item: ImportItem;
  readonly source: PortableDsn;
  /** The name that the data source gets. */
  readonly target: string;
  /** Of the item's problem, where it has one. */
  readonly sqlState: SqlState;
}

function plan(
  sources: readonly PortableDsn[],
  scope: 'user' | 'system',
  there: readonly DsnEntry[],
  choices: Readonly<Record<string, ImportChoice>>,
): readonly Planned[] {
  const fold = (name: string): string => foldDsnName({ name, scope });
  const names = new Map(there.map((entry) => [fold(entry.name), entry]));
  const given = new Map(Object.entries(choices).map(([name, choice]) => [fold(name), choice]));
  const used = new Set<string>();
  const all = new Set([...names.keys(), ...sources.map(({ name }) => fold(name))]);
  return sources.map((source) => {
    const old = names.get(fold(source.name));
    const taken = old === undefined ? 'no' : old.ours ? 'ours' : 'foreign';
    const choice = given.get(fold(source.name));
    const target = choice?.action === 'rename' ? choice.to : source.name;
    const outcome =
      choice === undefined || (choice.action === 'replace' && taken === 'no') ? 'create' : choice.action;
    const suggestion = freeName(source.name, (name) => all.has(fold(name)));
    all.add(fold(suggestion));
    const nameProblem = problemOf(target, outcome);
    const problem = nameProblem || wrongValues(source);
    if (outcome !== 'skip') used.add(fold(target));
    return {
      source,
      target,
      sqlState:
        nameProblem !== '' && taken !== 'no' ? SqlState.duplicateObject : SqlState.invalidParameterValue,
      item: { name: source.name, description: source.description, taken, suggestion, problem, outcome },
    };

    function problemOf(name: string, what: ImportItem['outcome']): string {
      const wrong = wrongName(name);
      if (wrong !== '') return wrong;
      if (used.has(fold(name))) return `The name ${name} would be given twice.`;
      const holder = names.get(fold(name));
      if (holder === undefined) return '';
      if (!holder.ours) return `${name} belongs to another driver.`;
      return what === 'replace' ? '' : `There is a ${scope} data source named ${name} already.`;
    }
  });
}

function wrongName(name: string): string {
  try {
    checkDsnName(name);
    return '';
  } catch (thrown) {
    return asDrawbridgeError(thrown).message;
  }
}

/** What the stores would refuse is said beforehand. */
function wrongValues({ values }: PortableDsn): string {
  const secret = Object.keys(values).find(isSecretKeyword);
  if (secret !== undefined) return `${secret} is a secret, which is not part of an import.`;
  try {
    const plain = plainValues(values);
    checkPairs('', plain);
    checkValues(plain);
    return '';
  } catch (thrown) {
    const { message, hint } = asDrawbridgeError(thrown);
    return hint === undefined ? message : `${message} ${hint}`;
  }
}

function withoutPassword(keyword: string, value: string): string {
  return spelling(keyword) === 'Proxy' ? value.replace(/^(\w+:\/\/[^/?#@:]*):[^/?#]*@/, '$1@') : value;
}

function noneOfOurs(scope: DsnScope, name: string): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.unknownDatabase,
    `There is no ${scope} data source of ours named "${name}".`,
    { hint: '"drawbridge dsn list" shows those that are there.' },
  );
}

function cannotImport({ item: { problem }, sqlState }: Planned): DrawbridgeError {
  const isTaken = sqlState === SqlState.duplicateObject;
  return new DrawbridgeError(sqlState, problem, {
    hint: isTaken
      ? 'Nothing was imported. Skip it, give it another name, or replace the one that is there.'
      : 'Nothing was imported. Correct the text, or skip this data source.',
  });
}
