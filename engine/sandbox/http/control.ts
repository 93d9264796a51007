/**
 * `/sandbox/control`: the switches of the sandbox for those who cannot call its functions. GET tells the state;
 * POST takes a JSON object with any of the members of ControlCommand, carries them out in the order in which
 * they are declared, and answers with the state. Not part of Bitbucket, and never logged.
 */
import type { SandboxModes } from '../modes.ts';
import { modeValues } from '../modes.ts';
import type { Fault, FaultRule, RateLimit, RequestMatch } from './faults.ts';
import { failure, json, type Reply } from './reply.ts';
import type { SandboxState } from './request-handler.ts';

interface ControlCommand {
  /** Takes away all faults and limits, returns to the modes of the start, and forgets the log. */
  readonly reset?: boolean;
  readonly modes?: Partial<SandboxModes>;
  /** Milliseconds. */
  readonly latency?: number;
  readonly rateLimit?: RateLimit | null;
  readonly fault?: FaultRule;
  /** Holds matching requests until `release`. */
  readonly hold?: RequestMatch;
  readonly release?: boolean;
  readonly expireAccessTokens?: boolean;
  readonly revokeRefreshTokens?: boolean;
  readonly revokeTokens?: boolean;
  /** The boxes that are ticked in the form of the consumers. */
  readonly consumerScopes?: readonly string[];
  /** Their callback URL; '' for none. */
  readonly consumerCallback?: string;
}

const known = new Set([
  'reset',
  'modes',
  'latency',
  'rateLimit',
  'fault',
  'hold',
  'release',
  'expireAccessTokens',
  'revokeRefreshTokens',
  'revokeTokens',
  'consumerScopes',
  'consumerCallback',
]);

export function control(method: string, body: string, state: SandboxState): Reply {
  if (method === 'POST') {
    const command = parseCommand(body);
    if (typeof command === 'string') return failure(400, command);
    carryOut(command, state);
  }
  const { modes, faults, log } = state;
  return json({
    modes: { ...modes },
    latency: faults.latency,
    requests: log.entries.map((entry) => ({ ...entry })),
  });
}

const faultKinds: readonly Fault['kind'][] = ['status', 'cut', 'truncated', 'html', 'wrong-json', 'empty'];

/** The command, or what is wrong with it. */
function parseCommand(body: string): ControlCommand | string {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return 'The command is not JSON.';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return 'The command is not a JSON object.';
  }
  const stranger = Object.keys(value).find((name) => !known.has(name));
  if (stranger !== undefined) return `Unknown command "${stranger}". There are: ${[...known].join(', ')}.`;
  const command = value as ControlCommand;
  if (command.fault !== undefined && !isFaultRule(command.fault)) {
    return `A fault needs "match" and "fault", the latter with a "kind" of: ${faultKinds.join(', ')}.`;
  }
  for (const [name, mode] of Object.entries(command.modes ?? {})) {
    const allowed = Object.hasOwn(modeValues, name) ? modeValues[name as keyof typeof modeValues] : undefined;
    const isSeed = name === 'tieSeed' && typeof mode === 'number';
    if (!isSeed && !(allowed as readonly unknown[] | undefined)?.includes(mode)) {
      return `Unknown mode "${name}" or value ${JSON.stringify(mode)}.`;
    }
  }
  return command;
}

/** The fields of a kind are taken as they come: this is a switchboard for developers. */
function isFaultRule(rule: Partial<FaultRule>): boolean {
  const kind = rule.fault?.kind;
  return typeof rule.match === 'object' && kind !== undefined && faultKinds.includes(kind);
}

function carryOut(
  command: ControlCommand,
  { consumers, credentials, faults, log, modes, resetModes }: SandboxState,
): void {
  if (command.reset === true) {
    faults.clear();
    log.clear();
    resetModes();
  }
  Object.assign(modes, command.modes);
  if (command.latency !== undefined) faults.setLatency(command.latency);
  if (command.rateLimit !== undefined) faults.setRateLimit(command.rateLimit ?? undefined);
  if (command.fault !== undefined) faults.add(command.fault);
  if (command.hold !== undefined) faults.hold(command.hold);
  if (command.release === true) faults.releaseAll();
  if (command.expireAccessTokens === true) credentials.expireAccessTokens();
  if (command.revokeRefreshTokens === true) credentials.revokeRefreshTokens();
  if (command.revokeTokens === true) credentials.revokeTokens();
  for (const consumer of consumers) consumer.scopes = command.consumerScopes ?? consumer.scopes;
  for (const consumer of consumers) consumer.callbackUrl = command.consumerCallback ?? consumer.callbackUrl;
}
