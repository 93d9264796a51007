import { diagnose } from '../host/diagnosis.ts';
import { expectNoMore, readArguments } from './arguments.ts';
import { print, printJson, remark, type Command } from './command.ts';

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
    if (args.flag('json')) printJson(findings);
    else
      for (const { subject, ok, text } of findings)
        print(`${ok ? 'ok ' : 'no '} ${subject.padEnd(12)} ${text}`);
    const wrong = findings.filter(({ ok }) => !ok).map(({ subject }) => subject);
    if (wrong.length === 0) return 0;
    remark(`drawbridge: not in its place: ${wrong.join(', ')}.`);
    return 1;
  },
};
