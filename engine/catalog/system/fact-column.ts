/** Columns of rows that the engine makes itself, which have their names for a path. */
import type { ColumnDef } from '../table.ts';

type Shape = Pick<ColumnDef, 'type' | 'length' | 'nullable'>;

export function factColumn(name: string, shape: Shape, description: string): ColumnDef {
  return { name, ...shape, description, path: name };
}

/** Of a text that is never null. */
export const factText = (length: number): Shape => ({ type: 'VARCHAR', length, nullable: false });

export const factCount: Shape = { type: 'BIGINT', nullable: false };
export const factNumber: Shape = { type: 'INTEGER', nullable: false };
export const factFlag: Shape = { type: 'BOOLEAN', nullable: false };
export const factTime: Shape = { type: 'TIMESTAMP', nullable: false };

export const nullable = (shape: Shape): Shape => ({ ...shape, nullable: true });

/** From milliseconds since 1970 to a TIMESTAMP. */
export const factTimestamp = (time: number): number => Math.round(time) * 1000;

export function factTimestampOrNull(time: number | null): number | null {
  return time === null ? null : factTimestamp(time);
}
