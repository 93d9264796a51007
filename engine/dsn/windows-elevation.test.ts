import { expect, it } from 'vitest';
import { elevatedCommand } from './windows-elevation.ts';

const program = String.raw`C:\Program Files\Drawbridge\node.exe`;

it('asks for the rights for one command of this program, and waits for its end', () => {
  expect(elevatedCommand([program, 'drawbridge.cjs', 'dsn', 'add', 'Harbor', '--system'])).toEqual([
    'powershell.exe',
    '-NoProfile',
    '-NonInteractive',
    '-Command',
    String.raw`$p = Start-Process -FilePath 'C:\Program Files\Drawbridge\node.exe' ` +
      `-ArgumentList '"drawbridge.cjs" "dsn" "add" "Harbor" "--system"' ` +
      '-Verb RunAs -WindowStyle Hidden -Wait -PassThru; exit $p.ExitCode',
  ]);
});

it('keeps spaces, quotes of both kinds and backslashes in the arguments', () => {
  const script = elevatedCommand(['a.exe', "It's", 'say "x"', 'C:\\end\\', '\u2019; calc']).at(-1);
  expect(script).toContain(String.raw`-ArgumentList '"It''s" "say \"x\"" "C:\end\\" "’’; calc"' -Verb`);
});
