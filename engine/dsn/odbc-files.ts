/** Which ini files unixODBC 2.3.11 reads (found by trying; man page and source disagree with each other). */
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';

export const driverName = 'Drawbridge ODBC Driver for Bitbucket';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface OdbcFiles {
  /**
   * ODBCINI, else .odbc.ini in the home folder that the account has, whatever HOME says; for an account that the system
   * does not know, as containers run, in /home itself.
   */
  readonly userDsns: string;
  /** odbc.ini in ODBCSYSINI, else in the system's folder. */
  readonly systemDsns: string;
  /** .odbcinst.ini in the folder that HOME names; ODBCSYSINI and ODBCINSTINI don't move it. */
  readonly userDrivers: string;
  /** ODBCINSTINI (always below the folder, even if it looks absolute), else odbcinst.ini. */
  readonly systemDrivers: string;
}

export function odbcFiles(env: Environment, homeOfAccount: () => string = accountHome): OdbcFiles {
  const home = homeOfUnknown(homeOfAccount);
  const system = env['ODBCSYSINI'] || '/etc';
  return Object.freeze({
    userDsns: env['ODBCINI'] || join(home, '.odbc.ini'),
    systemDsns: join(system, 'odbc.ini'),
    userDrivers: join(env['HOME'] || home, '.odbcinst.ini'),
    systemDrivers: join(system, env['ODBCINSTINI'] || 'odbcinst.ini'),
  });
}

const accountHome = (): string => userInfo().homedir;

function homeOfUnknown(homeOfAccount: () => string): string {
  try {
    return homeOfAccount();
  } catch {
    return '/home';
  }
}

/** Whether the file serves all accounts of this machine, so that changing it takes administrator rights. */
export function isMachineFile(file: string, env: Environment): boolean {
  const { systemDsns, systemDrivers } = odbcFiles(env);
  return [systemDsns, systemDrivers].map((path) => resolve(path)).includes(resolve(file));
}
