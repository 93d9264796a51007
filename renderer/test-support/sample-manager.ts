/** The driver manager's settings of the sample engine; what is set is remembered by nobody. */
import type { OdbcDriver, Pooling, Tracing } from '../../engine/admin/contract.ts';
import type { Handlers } from './fake-engine.ts';

export const ownDriver: OdbcDriver = {
  name: 'Drawbridge ODBC Driver for Bitbucket',
  version: '1.2.3',
  company: 'Drawbridge',
  library: '/opt/libdrawbridgeodbc.so',
  date: '2026-02-03T04:05:06Z',
  platform: '64-bit',
  scope: 'user',
  file: '/home/ada/.odbcinst.ini',
  ours: true,
  missing: false,
  hidden: false,
};

export const tracingOff: Tracing = {
  manager: 'unixODBC',
  on: false,
  machineWide: false,
  path: '/home/ada/odbc.log',
  file: '',
  size: null,
  hiddenBy: '',
};

export const poolingOff: Pooling = {
  manager: 'unixODBC',
  on: false,
  file: '/home/ada/.odbcinst.ini',
  scope: 'user',
  drivers: [{ name: ownDriver.name, timeout: 0, scope: 'user', file: '/home/ada/.odbcinst.ini' }],
};

export const managerAnswers: Handlers = {
  'driver.list': () => ({ drivers: [ownDriver] }),
  'tracing.get': () => tracingOff,
  'tracing.tail': () => ({ path: tracingOff.path, text: '' }),
  'pooling.get': () => poolingOff,
  'about.parts': () => ({
    parts: [
      { description: 'ODBC driver manager', version: 'unixODBC 2.3.11', file: '/usr/lib/libodbc.so.2' },
    ],
  }),
  'log.list': () => ({ entries: [], capacity: 2000 }),
};
