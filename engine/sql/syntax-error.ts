import { DrawbridgeError, SqlState } from '../error.ts';

/** 1-based and in code points, as error positions are counted, of an offset in UTF-16 units. */
export function positionAt(text: string, offset: number): number {
  let position = 1;
  for (let index = 0; index < offset && index < text.length; position++) {
    index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
  }
  return position;
}

/** 42601, with the place in the statement as the user wrote it. */
export function syntaxError(message: string, text: string, offset: number, hint?: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.syntaxError, message, {
    position: positionAt(text, offset),
    ...(hint === undefined ? {} : { hint }),
  });
}
