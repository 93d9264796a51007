/**
 * Tableau's data source file for an ODBC data source: connection, tables with their joins, a record of metadata for each
 * column, and for each column what Tableau makes of it. The shape is that of files which Tableau itself saves for the
 * class `genericodbc`.
 */
import { createHash } from 'node:crypto';
import { driverName } from '../dsn/odbc-files.ts';
import type { ChosenTable, ClientFacts, ClientFile } from './client.ts';
import { fileExtras, shownName } from './connection-text.ts';
import { odbcIdentity } from './odbc-identity.ts';
import { bracketed, fileName } from './quoting.ts';
import { fieldElement, mapElement, metadataRecord, tableFields } from './tableau-fields.ts';
import { joinChain, type Join, type JoinChain } from './tableau-joins.ts';
import { connectionCustomization } from './tableau-tdc.ts';
import { tableStatement } from './table-statement.ts';
import { element, xmlText, type XmlElement } from './xml.ts';

export const tds: ClientFile = {
  kind: 'tds',
  title: 'Tableau data source',
  help: 'Opens in Tableau with the chosen tables. Several are joined along their keys.',
  tables: 'several',
  make(facts, tables) {
    const chain = joinChain(tables);
    const text = xmlText(datasource(facts, chain));
    return {
      name: `${fileName(shownName(facts), ...(tables.length === 1 ? [chain.first.table.name] : []))}.tds`,
      mediaType: 'application/xml',
      bytes: Buffer.from(`<?xml version='1.0' encoding='utf-8' ?>\n${text}`, 'utf8'),
      notes: [...statementNotes(chain), ...chain.joins.map(joinNote)],
    };
  },
};

function datasource(facts: ClientFacts, chain: JoinChain): XmlElement {
  const name = `genericodbc.${identifier(facts.dsn.name)}`;
  const tables = [chain.first, ...chain.joins.map(({ right }) => right)];
  const fields = tableFields(tables);
  return element(
    'datasource',
    {
      'formatted-name': shownName(facts),
      inline: 'true',
      'source-platform': 'win',
      version: '18.1',
      'xmlns:user': 'http://www.tableausoftware.com/xml/user',
    },
    [
      element('connection', { class: 'federated' }, [
        element('named-connections', {}, [
          element('named-connection', { caption: shownName(facts), name }, [connection(facts, chain.first)]),
        ]),
        relation(name, chain),
        ...(tables.length > 1 ? [element('cols', {}, fields.map(mapElement))] : []),
        element(
          'metadata-records',
          {},
          fields.map((field) => metadataRecord(field, facts.longestText)),
        ),
      ]),
      element('aliases', { enabled: 'yes' }),
      ...fields.map(fieldElement),
    ],
  );
}

function connection(facts: ClientFacts, first: ChosenTable): XmlElement {
  const { name, scope } = facts.dsn;
  const isFile = scope === 'file';
  return element(
    'connection',
    {
      class: 'genericodbc',
      dbname: odbcIdentity.catalog,
      'odbc-connect-string-extras': isFile ? fileExtras(facts) : '',
      'odbc-dbms-name': odbcIdentity.dbmsName,
      'odbc-driver': isFile ? driverName : '',
      'odbc-dsn': isFile ? '' : name,
      'odbc-suppress-connection-pooling': '',
      'odbc-use-connection-pooling': '',
      port: '',
      schema: isDotted(first) ? '' : first.schema,
      server: '',
      username: '',
    },
    [connectionCustomization()],
  );
}

/** Each join has the chain before it on its left. */
function relation(name: string, { first, joins }: JoinChain): XmlElement {
  return joins.reduce(
    (left, join) =>
      element('relation', { join: 'left', type: 'join' }, [
        element('clause', { type: 'join' }, [condition(join)]),
        left,
        tableRelation(name, join.right),
      ]),
    tableRelation(name, first),
  );
}

/**
 * Tableau cannot open a table in a schema with a dot in its name. It is read by a statement instead: whether the alias
 * with underscores is this schema's or another's is not known without a call.
 */
function tableRelation(connectionName: string, chosen: ChosenTable): XmlElement {
  const { name } = chosen.table;
  if (isDotted(chosen)) {
    // In statements Tableau writes both signs twice, since one alone begins a parameter.
    const statement = tableStatement(chosen).replaceAll(/[<>]/g, '$&$&');
    return element('relation', { connection: connectionName, name, type: 'text' }, statement);
  }
  const table = `${bracketed(chosen.schema)}.${bracketed(name)}`;
  return element('relation', { connection: connectionName, name, table, type: 'table' });
}

const isDotted = ({ schema }: ChosenTable): boolean => schema.includes('.');

function condition({ left, leftColumns, right, rightColumns }: Join): XmlElement {
  const pairs = leftColumns.map((column, index) =>
    element('expression', { op: '=' }, [
      operand(left, column),
      operand(right, rightColumns[index] ?? column),
    ]),
  );
  const [only, ...more] = pairs;
  return only !== undefined && more.length === 0 ? only : element('expression', { op: 'AND' }, pairs);
}

function operand({ table }: ChosenTable, column: string): XmlElement {
  return element('expression', { op: `${bracketed(table.name)}.${bracketed(column)}` });
}

function statementNotes({ first, joins }: JoinChain): readonly string[] {
  const names = [first, ...joins.map(({ right }) => right)].filter(isDotted).map(({ table }) => table.name);
  if (names.length === 0) return [];
  return [
    `Tableau cannot open a schema with a dot in its name, so the file reads ${names.join(', ')} by a statement (custom SQL).`,
  ];
}

function joinNote({ left, leftColumns, right, rightColumns, repeats }: Join): string {
  const pairs = leftColumns.map(
    (column, index) => `${left.table.name}.${column} = ${right.table.name}.${rightColumns[index] ?? column}`,
  );
  const joined = `Joined on ${pairs.join(' and ')}.`;
  return repeats
    ? `${joined} Rows of ${left.table.name} are repeated for each row of ${right.table.name}.`
    : joined;
}

/** The same for the same data source, in the 28 letters and digits that Tableau uses. */
function identifier(name: string): string {
  return BigInt(`0x${createHash('sha256').update(name).digest('hex')}`)
    .toString(36)
    .padStart(28, '0')
    .slice(0, 28);
}
