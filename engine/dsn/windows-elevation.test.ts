import { expect, it } from 'vitest';
import { elevatedCommand, runElevated } from './windows-elevation.ts';

const program = String.raw`C:\Program Files\Drawbridge\node.exe`;

it('asks for the rights for one command of this program, and waits for its end', () => {
  expect(elevatedCommand([program, 'drawbridge.cjs', 'dsn', 'add', 'Harbor', '--system'])).toEqual([
    'powershell.exe',
    '-NoProfile',
    '-NonInteractive',
    '-Command',
    String.raw`try { $p = Start-Process -FilePath 'C:\Program Files\Drawbridge\node.exe' ` +
      `-ArgumentList '"drawbridge.cjs" "dsn" "add" "Harbor" "--system"' ` +
      '-Verb RunAs -WindowStyle Hidden -Wait -PassThru -ErrorAction Stop } catch { exit 1223 }; exit $p.ExitCode',
  ]);
});

it('keeps spaces, quotes of both kinds and backslashes in the arguments', () => {
  const script = elevatedCommand(['a.exe', "It's", 'say "x"', 'C:\\end\\', '\u2019; calc']).at(-1);
  expect(script).toContain(String.raw`-ArgumentList '"It''s" "say \"x\"" "C:\end\\" "’’; calc"' -Verb`);
});

it('tells a prompt that was refused from a command that failed', async () => {
  const ended = (code: unknown) => () =>
    code === 0 ? Promise.resolve({}) : Promise.reject(Object.assign(new Error('It ended.'), { code }));
  const outcomes = [0, 1223, 1, 'ENOENT'].map((code) => runElevated(['a.exe'], {}, ended(code)));
  expect(await Promise.all(outcomes)).toEqual(['done', 'refused', 'failed', 'failed']);
});
