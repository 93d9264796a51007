import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { windowsAccess } from './windows-access.ts';

const sid = 'S-1-5-21-1004336348-1177238915-682003330-1001';
const env = { SystemRoot: 'C:\\Windows', USERPROFILE: 'C:\\Users\\ada' };
const inherited = `D:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;FA;;;${sid})`;
const shared = `${inherited}(A;OICIID;0x1200a9;;;BU)(A;ID;SDGXGWGR;;;AU)`;

let calls: string[];
/** The list of rights, as icacls has it. */
let list: string;
let whoami: string;
let grants: boolean;

async function run(program: string, args: readonly string[]): Promise<string> {
  calls.push([path.win32.basename(program), ...args].join(' '));
  expect(program).toMatch(/^C:\\Windows\\System32\\/);
  if (program.endsWith('whoami.exe')) return whoami;
  const [place = '', verb, file = ''] = args;
  if (verb === '/save') await writeFile(file, `${path.win32.basename(place)}\r\n${list}\r\n`, 'utf16le');
  else if (grants) list = `D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;${sid})`;
  else throw new Error('Access is denied.');
  return '';
}
const access = windowsAccess(env, run);

beforeEach(() => {
  calls = [];
  list = inherited;
  whoami = `"harbor\\ada","${sid}"\r\n`;
  grants = true;
});

describe('who may read a place', () => {
  it.each([
    ['the account, the system and administrators', inherited, 'own'],
    ['nobody else where others are refused', `D:P(D;;FA;;;WD)(A;;FA;;;${sid})`, 'own'],
    ['every user of the computer', shared, 'shared'],
    ['what will lie in the folder', `D:P(A;;FA;;;${sid})(A;OICIIO;GR;;;WD)`, 'shared'],
    ['another account', `D:P(A;;FA;;;${sid.slice(0, -1)}2)`, 'shared'],
    ['everybody, without a list', 'D:NO_ACCESS_CONTROL', 'shared'],
    ['under a condition', `D:P(XA;;FR;;;WD;(@User.Project Any_of {"x"}))`, 'shared'],
  ])('%s', async (_what, given, expected) => {
    list = given;
    expect(await access.of('C:\\data\\run')).toBe(expected);
  });

  it('is the account that Windows was installed with, under its short name', async () => {
    whoami = `"harbor\\administrator","S-1-5-21-1004336348-1177238915-682003330-500"`;
    list = 'D:P(A;;FA;;;LA)';
    expect(await access.of('C:\\data\\run')).toBe('own');
  });

  it('is unknown where Windows does not tell', async () => {
    list = '';
    expect(await access.of('C:\\data\\run')).toBe('unknown');
    whoami = 'harbor\\ada';
    expect(await access.of('C:\\data\\run')).toBe('unknown');
  });
});

describe('closing a place', () => {
  it('leaves alone what is closed', async () => {
    await access.close('C:\\Users\\ada\\AppData\\Local\\Drawbridge\\run');
    expect(calls.filter((call) => call.includes('/grant'))).toEqual([]);
  });

  it('takes away what others have inherited', async () => {
    list = shared;
    await access.close('D:\\data\\run');
    const own = `*${sid}:(OI)(CI)F *S-1-5-18:(OI)(CI)F`;
    expect(calls).toContain(`icacls.exe D:\\data\\run /inheritance:r /grant:r ${own} /q`);
    expect(await access.of('D:\\data\\run')).toBe('own');
  });

  it('fails where others keep their rights', async () => {
    list = shared;
    grants = false;
    await expect(access.close('C:\\Users\\ada\\run')).rejects.toMatchObject({
      sqlState: '58030',
      message: expect.stringContaining('C:\\Users\\ada\\run') as string,
      hint: expect.stringContaining('profile') as string,
    });
  });

  it('where nobody can tell, trusts the profile of the account and nothing else', async () => {
    list = '';
    await access.close('C:\\Users\\ada\\AppData\\Local\\Drawbridge\\run');
    for (const place of ['C:\\data\\run', 'D:\\Users\\ada\\run', 'C:\\Users\\adam\\run'])
      await expect(access.close(place)).rejects.toMatchObject({ sqlState: '58030' });
  });
});
