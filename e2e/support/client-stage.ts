/**
 * What every ODBC client is put to: the driver, a data source that may be written, a row with a value of each type, rows
 * of the sandbox's tables, and a look at Bitbucket's requests when the client leaves a result early.
 */
import { expect, vi } from 'vitest';
import type { Hold } from '../../engine/sandbox/http/faults.ts';
import { runClient, type ClientCalls, type Moments } from './client-program.ts';
import { Stage } from './stage.ts';

/**
 * A text as an expression in ASCII. What ANSI applications write into a statement goes through the encoding of their
 * locale, if unixODBC knows it, and characters beyond the BMP are garbled there; what comes as data does not.
 */
const asSql = (text: string): string =>
  text
    .split(/(\P{ASCII})/u)
    .map((part, place) => (place % 2 === 1 ? `chr(${part.codePointAt(0)})` : `'${part}'`))
    .join(' || ');

const shortText = 'Grüße 潮汐 🌊';
const json = '{"a":[1,"ü"]}';
const piece = 'äß潮🌊 ';
/** Longer than the 4,000 characters that the driver tells of a text without a bound. */
export const longText = piece.repeat(1500);
const longRow = `SELECT repeat(${asSql(piece)}, 1500) AS long`;

/** In the order of `madeCells`. */
export const madeRow = `SELECT CAST(-5 AS SMALLINT) AS small, CAST(2147483647 AS INTEGER) AS whole,
 CAST(9007199254740993 AS BIGINT) AS big, CAST(0.25 AS REAL) AS single, CAST(0.1 AS DOUBLE) AS double,
 CAST(-12.250 AS DECIMAL(10,3)) AS exact, CAST(TRUE AS BOOLEAN) AS yes, ${asSql(shortText)} AS words,
 DATE '2026-01-02' AS day, TIME '03:04:05' AS clock, TIMESTAMP '2026-01-02 03:04:05.123456' AS moment,
 CAST(${asSql(json)} AS JSON) AS tree, '' AS nothing,
 CAST(NULL AS BIGINT) AS no_big, CAST(NULL AS DOUBLE) AS no_double, CAST(NULL AS VARCHAR) AS no_words,
 CAST(NULL AS TIMESTAMP) AS no_moment, CAST(NULL AS BOOLEAN) AS no_boolean, CAST(NULL AS JSON) AS no_tree`;

/** As a client that asks for text sees them. */
export const madeCells = [
  '-5',
  '2147483647',
  '9007199254740993',
  '0.25',
  '0.1',
  '-12.250',
  '1',
  shortText,
  '2026-01-02',
  '03:04:05',
  '2026-01-02 03:04:05.123456',
  json,
  '',
  ...Array.from({ length: 6 }, () => null),
] as const;

/** Between them they have columns of every type that the data model knows. */
export const samples = [
  'SELECT * FROM PullRequests ORDER BY Id LIMIT 3',
  'SELECT * FROM Information.Repositories ORDER BY Slug LIMIT 3',
  'SELECT * FROM Information.Users ORDER BY UUID LIMIT 3',
  'SELECT * FROM Pipelines ORDER BY BuildNumber LIMIT 3',
] as const;

const booleanOid = 16;

export class ClientStage {
  readonly stage: Stage;
  /** How many comments each call wrote that lies between the moments `writing` and `written`. */
  readonly comments: number[] = [];
  #hold: Hold | undefined;

  private constructor(stage: Stage) {
    this.stage = stage;
  }

  static async set(): Promise<ClientStage> {
    const stage = await Stage.set({ values: ['ReadOnly=false'] });
    await stage.place.drawbridge(['driver', 'install']);
    return new ClientStage(stage);
  }

  /** The program's arguments are the statements of the made row, of the long text, and of the samples. */
  run(command: readonly [file: string, ...args: string[]], moments: Moments = {}): Promise<ClientCalls> {
    return runClient(this.stage.place, [...command, madeRow, longRow, ...samples], {
      ...this.#moments,
      ...moments,
    });
  }

  /** What node-postgres, which shares no code with the driver, reads of a sample: text as ODBC writes it. */
  async expectedOf(sample: string): Promise<readonly (readonly (string | null)[])[]> {
    const client = await this.stage.connect();
    const plain = { getTypeParser: () => (text: string) => text };
    const { rows, fields } = await client.query<(string | null)[]>({
      text: sample,
      rowMode: 'array',
      types: plain,
    });
    const isBoolean = fields.map(({ dataTypeID }) => dataTypeID === booleanOid);
    return rows.map((row) =>
      row.map((cell, column) => (isBoolean[column] && cell !== null ? (cell === 't' ? '1' : '0') : cell)),
    );
  }

  /** When the page that is held back has been asked for. */
  async reached(): Promise<void> {
    await this.#hold?.reached;
  }

  leave(): Promise<void> {
    return this.stage.leave();
  }

  /**
   * Besides `writing` and `written`, the moments of a client that reads one row of 40 pages and then closes or cancels:
   * `before` it asks, when it has `read` the row, and when it has `left` the result while its connection stays open. The
   * third page is held back, so that there is something to stop.
   */
  readonly #moments: Moments = {
    writing: () => this.stage.calm(),
    written: () => {
      this.comments.push(
        this.stage.sandbox.requests.filter(
          ({ method, path }) => method === 'POST' && path.endsWith('/harbor-app/pullrequests/7/comments'),
        ).length,
      );
    },
    before: () => {
      this.stage.calm();
      this.#hold = this.stage.sandbox.faults.hold({ path: '/pullrequests', page: 3 });
    },
    read: () => this.reached(),
    left: async () => {
      await vi.waitFor(() => expect(this.#pages.some(({ aborted }) => aborted)).toBe(true), 10_000);
      this.#hold?.release();
      expect(this.#pages.length).toBeLessThan(20);
    },
  };

  get #pages() {
    return this.stage.sandbox.requests.filter(({ path }) => path.endsWith('/harbor-app/pullrequests'));
  }
}
