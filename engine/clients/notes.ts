/** Sentences that several applications share. */
import { shellWord } from './quoting.ts';
import type { ClientFacts } from './client.ts';

/** For those that find the data source by its name. */
export function nameNotes({ dsn, hidden }: ClientFacts): readonly string[] {
  if (dsn.scope === 'file') return [fileNote];
  if (!hidden) return [];
  return [
    `There is a User data source "${dsn.name}" too, and it comes first for your own programs. Rename one of the two.`,
  ];
}

const fileNote =
  'The file holds no secret: those are in the vault of this account. Another account or computer that opens the file signs in for itself.';

/** For those that know names of data sources and drivers, and no files. */
export function noFileNotes({ dsn }: ClientFacts, application: string): readonly string[] {
  if (dsn.scope !== 'file') return [];
  return [
    `${application} cannot open a File data source by itself. The texts name the driver and the file instead; the driver must be registered for that, see the tab Drivers.`,
  ];
}

/** For those that speak to the engine's socket. */
export function engineNotes({ running }: ClientFacts): readonly string[] {
  return running ? [] : ['The engine does not run now. Start it with: drawbridge host'];
}

/** For applications of Windows, where this computer runs something else. */
export function windowsNote(
  { dsn }: ClientFacts,
  platform: NodeJS.Platform = process.platform,
): readonly string[] {
  if (platform === 'win32') return [];
  const there =
    dsn.scope === 'file'
      ? 'save the file with Drawbridge there, and name its path there.'
      : 'make a data source of the same name there.';
  return [`On Windows it needs Drawbridge and its ODBC driver on the same computer: ${there}`];
}

export function serviceNote({ dsn }: ClientFacts, service: string): readonly string[] {
  if (dsn.scope === 'system') return [];
  const lack =
    dsn.scope === 'file'
      ? 'whose vault has not the secrets of this one'
      : 'which cannot see User data sources';
  return [`${service} runs under an account of its own, ${lack}. Make a System data source for it.`];
}

export const untestedNote = 'Nobody has tried this with the application itself yet.';

/** The port that is proposed as long as the engine listens on none. */
const proposedPort = 5433;

export const tcpAddress = ({ tcp }: ClientFacts): string =>
  tcp === null
    ? `127.0.0.1:${proposedPort}`
    : `${tcp.host.includes(':') ? `[${tcp.host}]` : tcp.host}:${tcp.port}`;

/** What to do first where an application cannot use Unix sockets. */
export function tcpSteps(facts: ClientFacts): readonly string[] {
  const listen = `Start the engine so that it listens on TCP: drawbridge host --listen ${tcpAddress(facts)}`;
  return facts.tcp === null ? [listen] : [];
}

/** Reads the password where only its owner can, so that it stands in no text. */
export function passwordCommand({ runDir }: ClientFacts): string {
  const pattern = String.raw`s/.*"password": "\([^"]*\)".*/\1/p`;
  return `sed -n '${pattern}' ${shellWord(`${runDir}/endpoint.json`)}`;
}

export const passwordNote =
  'The password is made anew whenever the engine starts. Only you can read it, in endpoint.json of the run folder.';
