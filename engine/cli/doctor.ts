import type { DsnHealth } from '../admin/contract.ts';
import { asDrawbridgeError } from '../error.ts';
import { diagnose } from '../host/diagnosis.ts';
import type { Finding } from '../host/finding.ts';
import { expectNoMore, readArguments, type Arguments } from './arguments.ts';
import { print, printJson, remark, type Command } from './command.ts';
import { withEngine } from './engine.ts';

export const doctor: Command = {
  name: 'doctor',
  usage: 'doctor',
  summary: 'Check that everything is in its place, and say how to mend what is not',
  async run(argv) {
    const args = readArguments(argv, {});
    expectNoMore(args.positionals);
    const findings = await diagnose({
      dataDir: args.text('data-dir'),
      runDir: args.text('run-dir'),
      env: process.env,
    });
    const all = [...findings, ...(await dsnFindings(args))];
    if (args.flag('json')) printJson(all);
    else
      for (const { subject, ok, text } of all) print(`${ok ? 'ok ' : 'no '} ${subject.padEnd(12)} ${text}`);
    const wrong = all.filter(({ ok }) => !ok).map(({ subject }) => subject);
    if (wrong.length === 0) return 0;
    remark(`drawbridge: not in its place: ${wrong.join(', ')}.`);
    return 1;
  },
};

/** How each data source is, from what is known: nothing is asked of Bitbucket. */
async function dsnFindings(args: Arguments): Promise<readonly Finding[]> {
  try {
    const { dsns } = await withEngine(args, (admin) => admin.call('health.list', {}));
    return dsns.map(findingOf);
  } catch (thrown) {
    const { message, hint = '' } = asDrawbridgeError(thrown);
    return [{ subject: 'DSNs', ok: false, text: `${message} ${hint}`.trim() }];
  }
}

function findingOf({ name, scope, findings }: DsnHealth): Finding {
  const serious = findings.filter(({ tone }) => tone === 'bad' || tone === 'warning');
  const told = serious.length > 0 ? serious : findings;
  const text = told.map(({ state, message, hint = '' }) => `${state}: ${message} ${hint}`.trim()).join(' ');
  return {
    subject: `DSN ${name}${scope === 'system' ? ' (system)' : ''}`,
    ok: !findings.some(({ tone }) => tone === 'bad'),
    text,
  };
}
