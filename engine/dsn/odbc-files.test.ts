import { expect, it } from 'vitest';
import { odbcFiles } from './odbc-files.ts';

it('the home folder is that of the account, whatever HOME says, but for the drivers', () => {
  const { userDsns, userDrivers } = odbcFiles({ HOME: '/elsewhere' }, () => '/home/ada');
  expect({ userDsns, userDrivers }).toEqual({
    userDsns: '/home/ada/.odbc.ini',
    userDrivers: '/elsewhere/.odbcinst.ini',
  });
});

it('an account that the system does not know, as containers run, is no error', () => {
  const unknown = () => {
    throw new Error('uv_os_get_passwd returned ENOENT');
  };
  expect(odbcFiles({ HOME: '/srv/team' }, unknown)).toMatchObject({
    userDsns: '/home/.odbc.ini',
    userDrivers: '/srv/team/.odbcinst.ini',
  });
  expect(odbcFiles({ ODBCINI: '/srv/team/odbc.ini' }, unknown).userDsns).toBe('/srv/team/odbc.ini');
});
