/** The columns of a data source file: how Tableau finds each, and what it makes of it. */
import type { ColumnDef } from '../catalog/table.ts';
import type { ChosenTable } from './client.ts';
import { bracketed } from './quoting.ts';
import { tableauType, widthOf } from './tableau-types.ts';
import { element, type XmlElement } from './xml.ts';

export interface Field {
  readonly column: ColumnDef;
  readonly table: string;
  /** Unique in the file: a name that is there already is followed by its table in parentheses. */
  readonly name: string;
  /** Counted from 1 through the whole file. */
  readonly ordinal: number;
  /** A part of a key is an identity and no amount, even where it is a number. */
  readonly isKey: boolean;
}

export function tableFields(tables: readonly ChosenTable[]): readonly Field[] {
  const seen = new Set<string>();
  const fields: Field[] = [];
  for (const { table } of tables) {
    const keys = new Set([...table.primaryKey, ...table.foreignKeys.flatMap(({ columns }) => columns)]);
    for (const column of table.columns) {
      const name = seen.has(column.name) ? `${column.name} (${table.name})` : column.name;
      seen.add(name);
      fields.push({
        column,
        table: table.name,
        name,
        ordinal: fields.length + 1,
        isKey: keys.has(column.name),
      });
    }
  }
  return fields;
}

/** Where a field of several tables comes from. */
export function mapElement({ name, table, column }: Field): XmlElement {
  return element('map', { key: bracketed(name), value: `${bracketed(table)}.${bracketed(column.name)}` });
}

export function metadataRecord({ column, table, name, ordinal }: Field, longestText: number): XmlElement {
  const type = tableauType(column);
  const width = widthOf(column, longestText);
  const debug = (attribute: string, value: string): XmlElement =>
    element('attribute', { datatype: 'string', name: attribute }, `"${value}"`);
  return element('metadata-record', { class: 'column' }, [
    element('remote-name', {}, column.name),
    element('remote-type', {}, type.remoteType),
    element('local-name', {}, bracketed(name)),
    element('parent-name', {}, bracketed(table)),
    element('remote-alias', {}, column.name),
    element('ordinal', {}, String(ordinal)),
    element('local-type', {}, type.localType),
    element('aggregation', {}, type.aggregation),
    ...(type.precision === undefined ? [] : [element('precision', {}, String(type.precision))]),
    ...(width === null ? [] : [element('width', {}, String(width))]),
    element('contains-null', {}, String(column.nullable)),
    element('attributes', {}, [
      debug('DebugRemoteType', type.odbcType),
      debug('DebugWireType', type.wireType),
      ...(width === null ? [] : [debug('TypeIsVarchar', 'true')]),
    ]),
  ]);
}

/** Texts, flags and keys are dimensions, other numbers measures, dates dimensions in their order. */
export function fieldElement(field: Field): XmlElement {
  const { column, name, isKey } = field;
  const { localType } = tableauType(column);
  const isNumber = localType === 'integer' || localType === 'real';
  const isOrdinal = isNumber || localType === 'date' || localType === 'datetime';
  const [role, type] =
    isNumber && !isKey ? ['measure', 'quantitative'] : ['dimension', isOrdinal ? 'ordinal' : 'nominal'];
  return element('column', { datatype: localType, name: bracketed(name), role, type }, [
    element('desc', {}, [element('formatted-text', {}, [element('run', {}, column.description)])]),
  ]);
}
