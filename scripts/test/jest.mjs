import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from '../root.mjs';
import { announce } from '../say.mjs';
import { writePidFile } from '../services/pid-files.mjs';
import { end, fromChild, sendSignal } from '../services/processes.mjs';

const patience = [{ signal: 'SIGTERM', seconds: 10 }, { signal: 'SIGKILL', seconds: 5, isGroup: true }];

// What an operator may have set for the Academy itself must not reach the tests.
const withheld = [
  'PORT', 'HOST', 'METRICS_PORT', 'TRUST_PROXY', 'MAIL_FROM', 'PUBLIC_URL', 'DATABASE_URL', 'DATABASE_REPLICA_URL', 'REDIS_URL', 'SMTP_URL',
  'STORAGE_URL', 'ACADEMY_DEMO', 'ACADEMY_SECRET', 'ACADEMY_RATE_LIMITS', 'TEST_DATABASE_URL', 'TEST_REDIS_URL', 'CHROMIUM_PATH', 'TEST_HAS_POPPLER', 'TEST_GROUPS',
];

/** The environment of the tests: ours without the settings of an Academy, and with those given that are not null. */
export function testEnvironment(given) {
  const kept = Object.entries(process.env).filter(([name]) => !withheld.includes(name));
  const added = Object.entries(given).filter(([, value]) => value !== null);
  return Object.fromEntries([...kept, ...added, ['NODE_ENV', 'test']]);
}

/** Says which suites took longest, so that groups.mjs can be told and the slow ones mended. Without what is done before and after their tests. */
function announceSlowest(testResults) {
  const seconds = new Map();
  for (const { ancestorTitles, duration } of testResults.flatMap(({ assertionResults }) => assertionResults)) seconds.set(ancestorTitles[0], (seconds.get(ancestorTitles[0]) ?? 0) + (duration ?? 0) / 1_000);
  const slowest = [...seconds].sort((one, other) => other[1] - one[1]).slice(0, 40);
  announce(`slowest: ${slowest.map(([file, taken]) => `${file} ${Math.round(taken)} s`).join(', ')}`);
}

const MOST_OF_A_FAILURE = 700;

/** Says again what failed and why, near the last line: where only the end of a long log is kept, that is there. */
function announceFailures(testResults) {
  for (const { name, message, assertionResults } of testResults) {
    const failures = assertionResults.filter(({ status }) => status === 'failed').map(({ fullName, failureMessages }) => `${fullName}\n${failureMessages.join('\n')}`);
    const unread = assertionResults.length === 0 && message ? [`${name}\n${message}`] : [];
    for (const failure of [...failures, ...unread]) announce(`failed: ${stripVTControlCharacters(failure).slice(0, MOST_OF_A_FAILURE)}`);
  }
}

/** Runs Jest with the operator's parameters and answers `{ passed, failed }`: a suite that could not run is a failure. */
export async function runJest({ parameters, leftOut, environment, folder, pidFiles, signal }) {
  signal.throwIfAborted();
  const report = path.join(folder, 'report.json');
  const jest = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  // Jest writes a list of tests in place of the results, and would print nothing.
  const results = parameters.includes('--listTests') ? [] : ['--json', '--outputFile', report];
  const patterns = leftOut.flatMap(({ pattern }) => ['--testPathIgnorePatterns', pattern]);
  const child = spawn(process.execPath, [jest, ...parameters, ...results, ...patterns], {
    cwd: root,
    env: environment,
    stdio: 'inherit',
    // Its own group, so that all of it can be ended; but at a terminal ours, or Jest could not read keys from it.
    detached: !process.stdin.isTTY,
  });
  writePidFile(pidFiles, 'jest', child.pid);
  const running = fromChild(child);
  const stop = () => void end(running, patience);
  signal.addEventListener('abort', stop, { once: true });
  await running.exited;
  if (!process.stdin.isTTY) sendSignal(child.pid, 'SIGKILL', { isGroup: true });
  signal.throwIfAborted();
  const isBad = child.exitCode !== 0;
  if (!existsSync(report)) return { passed: 0, failed: isBad ? 1 : 0 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  if (environment.TEST_GROUPS) {
    announceSlowest(testResults);
    announceFailures(testResults);
  }
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return { passed: numPassedTests, failed: failed === 0 && isBad ? 1 : failed };
}
