/** Asks a client for its password by SCRAM-SHA-256. Returns false when it goes away; throws what refuses it. */
import { Buffer } from 'node:buffer';
import { DrawbridgeError, SqlState } from '../error.ts';
import { sendAuthentication } from './backend-message.ts';
import type { Inbox } from './inbox.ts';
import { MessageReader, decodeUtf8 } from './message-reader.ts';
import type { Outbox } from './outbox.ts';
import { ScramExchange, scramMechanism } from './scram.ts';
import type { ScramVerifier } from './scram.ts';

/** A password message is short; nothing longer is kept for somebody who hasn't proven anything. */
const longestAnswer = 10_000;

export async function authenticate(inbox: Inbox, outbox: Outbox, verifier: ScramVerifier): Promise<boolean> {
  const exchange = new ScramExchange(verifier);
  const mechanisms = Buffer.from(`${scramMechanism}\0\0`);
  const opening = await ask(inbox, outbox, 10, mechanisms);
  if (opening === null) return false;
  const proof = await ask(inbox, outbox, 11, Buffer.from(exchange.first(readInitial(opening))));
  if (proof === null) return false;
  sendAuthentication(outbox.writer, 12, Buffer.from(exchange.last(decodeUtf8(proof))));
  return true;
}

async function ask(inbox: Inbox, outbox: Outbox, kind: 10 | 11, data: Buffer): Promise<Buffer | null> {
  sendAuthentication(outbox.writer, kind, data);
  outbox.flush();
  const frame = await inbox.typed(longestAnswer);
  if (frame === null) return null;
  if (frame.type !== 'p'.charCodeAt(0)) {
    throw new DrawbridgeError(SqlState.protocolViolation, 'A password message was expected');
  }
  return frame.body;
}

function readInitial(body: Buffer): string {
  const reader = new MessageReader(body);
  const mechanism = reader.cstring();
  if (mechanism !== scramMechanism) {
    throw new DrawbridgeError(SqlState.invalidAuthorization, `The mechanism ${mechanism} is not offered`, {
      hint: `Use ${scramMechanism}.`,
    });
  }
  const length = reader.int32();
  if (length < 0) throw new DrawbridgeError(SqlState.protocolViolation, 'The SCRAM exchange is malformed');
  const response = decodeUtf8(reader.bytes(length));
  reader.end();
  return response;
}
