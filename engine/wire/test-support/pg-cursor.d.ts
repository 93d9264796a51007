/** What the tests use of pg-cursor, which comes without types. */
declare module 'pg-cursor' {
  import type { Connection, Submittable } from 'pg';

  export default class Cursor<Row> implements Submittable {
    constructor(text: string, values: readonly unknown[]);
    submit(connection: Connection): void;
    read(count: number): Promise<Row[]>;
    close(): Promise<void>;
  }
}
