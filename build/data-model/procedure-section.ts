/** One procedure: what it does, its parameters and the columns of its result. */
import type { ProcedureDef, ProcedureHead } from '../../engine/catalog/procedure.ts';
import { typeOf } from './column-rows.ts';
import { codes, escaped, table } from './markdown.ts';
import { callText } from './table-section.ts';

export function procedureSection(procedure: ProcedureDef | ProcedureHead): readonly string[] {
  const { name, description, parameters, result } = procedure;
  return [
    `### ${name}`,
    '',
    escaped(description),
    '',
    ...('call' in procedure ? [`- Call: ${callText(procedure.call)}`, ''] : []),
    ...table(
      ['Parameter', 'Type', 'Required', 'Description'],
      parameters.map((parameter) => [
        parameter.name,
        typeOf(parameter),
        parameter.required ? 'yes' : 'no',
        [
          escaped(parameter.description),
          ...(parameter.values === undefined ? [] : [`One of ${codes(parameter.values)}.`]),
        ].join(' '),
      ]),
    ),
    '',
    'The result has one row:',
    '',
    ...table(
      ['Column', 'Type', 'Null', 'Description'],
      result.map((column) => [
        column.name,
        typeOf(column),
        column.nullable ? 'yes' : 'no',
        escaped(column.description),
      ]),
    ),
    '',
  ];
}
