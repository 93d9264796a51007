/** The test suites, each a function that resolves to { passed, failed, skipped: names of the skipped }. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { find, root, run, runCaptured, runNode, say } from './run.mjs';

const outcome = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: [] });

async function inTemporaryFolder(task) {
  const folder = mkdtempSync(path.join(tmpdir(), 'drawbridge-report-'));
  try {
    return await task(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the tool prints is shown when it has found something. */
const check = (file, args) => async () => {
  const { status, output } = await runCaptured(process.execPath, [
    path.join(root, 'node_modules', file),
    ...args,
  ]);
  if (status !== 0) process.stderr.write(output);
  return outcome(status === 0);
};

const checks = {
  'types (engine)': check('typescript/bin/tsc', ['-p', '.']),
  'types (browser tests)': check('typescript/bin/tsc', ['-p', 'e2e']),
  'types (renderer)': check('typescript/bin/tsc', ['-p', 'renderer']),
  lint: check('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings']),
  format: check('oxfmt/bin/oxfmt', ['--check', '.']),
  'unused code': check('knip/bin/knip.js', []),
};

/** The checks, two at a time: most of them use one core. Resolves to [name, outcome] of each, in order. */
export async function runChecks() {
  const waiting = Object.entries(checks);
  const outcomes = new Map();
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      outcomes.set(next[0], await next[1]());
  };
  await Promise.all([work(), work()]);
  return Object.keys(checks).map((name) => [name, outcomes.get(name)]);
}

/** Unit tests and whole-system tests under Vitest. */
export function vitest(deep) {
  return inTemporaryFolder(async (folder) => {
    const report = path.join(folder, 'vitest.json');
    const env = { ...process.env, ...(deep ? { DRAWBRIDGE_DEEP: '1' } : {}) };
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const status = await runNode('node_modules/vitest/vitest.mjs', args, { env });
    if (!existsSync(report)) return outcome(false);
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    const skipped = testResults
      .flatMap((file) => file.assertionResults)
      .filter((test) => test.status !== 'passed' && test.status !== 'failed')
      .map((test) => test.fullName.trim());
    const brokenFiles = testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    ).length;
    const failed = numFailedTests + brokenFiles;
    return { passed: numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed, skipped };
  });
}

/** The driver's own programs; each prints `N passed, N failed` at its end. `name`: the folder of a build of another kind. */
export async function driver(name = 'driver') {
  const folder = path.join(root, 'dist', name, 'tests');
  if (!existsSync(path.join(folder, 'unit-test')))
    return { passed: 0, failed: 0, skipped: ['the ODBC driver (it could not be built)'] };
  const total = { passed: 0, failed: 0, skipped: [] };
  const programs = readdirSync(folder).filter((name) => name.endsWith('-test'));
  for (const name of programs) {
    const { status, stdout, stderr } = spawnSync(path.join(folder, name), {
      encoding: 'utf8',
      timeout: 300_000,
    });
    const counts = /(\d+) passed, (\d+) failed/.exec(stdout ?? '');
    const failed = Number(counts?.[2] ?? 1) || (status === 0 ? 0 : 1);
    if (failed > 0) process.stderr.write(`${name}:\n${stdout}${stderr}\n`);
    total.passed += Number(counts?.[1] ?? 0);
    total.failed += failed;
  }
  return total;
}

const fuzzTargets = ['fuzz-wire', 'fuzz-scram', 'fuzz-text', 'fuzz-conversions'];

/** Every fuzz target at once, from driver/fuzz/corpus on, for so many seconds. */
export function fuzz(seconds) {
  const folder = path.join(root, 'dist', 'driver-fuzz', 'fuzz');
  if (!fuzzTargets.every((name) => existsSync(path.join(folder, name))))
    return {
      passed: 0,
      failed: 0,
      skipped: ['the fuzz targets of the ODBC driver (they could not be built)'],
    };
  return inTemporaryFolder(async (work) => {
    // What a finding leaves behind goes with the folder; the program's output tells it whole.
    const runs = fuzzTargets.map(async (name) => {
      const found = path.join(work, name);
      mkdirSync(found);
      const corpus = path.join(root, 'driver', 'fuzz', 'corpus', name.slice('fuzz-'.length));
      const args = [`-max_total_time=${seconds}`, '-max_len=600', '-print_final_stats=1', found, corpus];
      const env = { ...process.env, TMPDIR: work };
      const { status, output } = await runCaptured(path.join(folder, name), args, { cwd: work, env });
      say(status === 0 ? `${name}: ${/^Done .*$/m.exec(output)?.[0] ?? 'done'}` : `${name}:\n${output}`);
      return status === 0;
    });
    const passed = (await Promise.all(runs)).filter(Boolean).length;
    return { passed, failed: fuzzTargets.length - passed, skipped: [] };
  });
}

/** The tests of a Playwright report: { project, title, status }. */
function testsOf({ suites = [], specs = [] }) {
  const own = specs.flatMap(({ title, file, tests }) =>
    tests.map(({ projectName, status }) => ({ project: projectName, title: `${file}: ${title}`, status })),
  );
  return [...own, ...suites.flatMap(testsOf)];
}

/** The command that gives Electron a display where there is none. */
function withDisplay(command) {
  const needsOne =
    process.platform === 'linux' &&
    existsSync(path.join(root, 'node_modules', 'electron', 'dist')) &&
    !process.env.DISPLAY &&
    !process.env.WAYLAND_DISPLAY;
  return needsOne && find('xvfb-run') !== null ? ['xvfb-run', '-a', ...command] : command;
}

/** The administrator, in a browser and on the desktop. */
export function playwright(deep) {
  const chromium = process.env.DRAWBRIDGE_CHROMIUM ?? find('chromium');
  if (chromium === null)
    return { passed: 0, failed: 0, skipped: ['the administrator in browser and desktop (no chromium)'] };
  return inTemporaryFolder(async (folder) => {
    const report = path.join(folder, 'playwright.json');
    const long = deep ? { DRAWBRIDGE_DEEP: '1' } : {};
    const env = {
      ...process.env,
      ...long,
      DRAWBRIDGE_CHROMIUM: chromium,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    };
    const cli = ['node_modules/@playwright/test/cli.js', 'test', '--reporter=line,json'];
    const [program, ...args] = withDisplay([process.execPath, ...cli]);
    const status = await run(program, args, { env });
    if (!existsSync(report)) return outcome(false);
    const tests = testsOf(JSON.parse(readFileSync(report, 'utf8')));
    const passed = tests.filter((test) => test.status === 'expected');
    for (const project of new Set(tests.map((test) => test.project)))
      say(`${project}: ${passed.filter((test) => test.project === project).length} passed`);
    const skipped = tests.filter((test) => test.status === 'skipped');
    const failed = tests.length - passed.length - skipped.length;
    return {
      passed: passed.length,
      failed: failed === 0 && status !== 0 ? 1 : failed,
      skipped: skipped.map(({ project, title }) => `${project}: ${title}`),
    };
  });
}
