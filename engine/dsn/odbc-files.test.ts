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
  expect(odbcFiles({ HOME: '/work' }, unknown)).toMatchObject({
    userDsns: '/home/.odbc.ini',
    userDrivers: '/work/.odbcinst.ini',
  });
  expect(odbcFiles({ ODBCINI: '/work/odbc.ini' }, unknown).userDsns).toBe('/work/odbc.ini');
});
