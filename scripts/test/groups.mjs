import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';

/** About how many seconds of two processors a suite takes, where that is more than a few. Only how evenly the groups are filled hangs on it. */
const SECONDS = {
  'test/faults/reviews-kills': 330, 'test/faults/discussions-kills': 200, 'test/web/access': 80, 'test/web/hostile-forms': 90, 'test/reviews/anonymity': 150,
  'test/reviews/simulator': 140, 'test/faults/worker-kills': 110, 'test/browser/peer-review': 75, 'test/browser/moderation-posts': 65, 'test/faults/mail': 80, 'test/faults/mail-host': 45, 'test/faults/mail-kills': 60, 'test/browser/address': 40, 'test/learning/live-events-told': 25,
  'test/faults/redis-lost.redis': 70, 'test/browser/live': 65, 'test/browser/teacher': 60, 'test/discussions/inert': 55, 'test/web/openapi': 90,
  'test/browser/discussions': 45, 'test/browser/discussions-reading': 40, 'test/browser/discussion-kinds': 40, 'test/discussions/announcements': 35, 'test/browser/designer-coordinator': 30,
  'test/browser/colleagues': 30, 'test/enrolments/rush': 30, 'test/main-job/demonstration': 80, 'test/browser/certificates': 25, 'test/browser/notifications': 40, 'test/browser/reminders': 40, 'test/operations/operations': 20, 'test/operations/reminding': 15, 'test/house/staircase': 20,
  'test/notifications/kinds': 15, 'test/notifications/letters': 15, 'test/notifications/wishes': 12, 'test/reminders/virtual-weeks': 60, 'test/reminders/sweeps': 20, 'test/mail/desk': 15, 'test/mail/bounces': 20, 'test/mail/letters': 45, 'test/faults/shutdown': 20, 'test/browser/writing': 20, 'test/credentials/badges': 20, 'test/credentials/verifying': 20, 'test/credentials/open-badges': 20,
};
const USUAL = 6;
const PURE = 0.5;
/** So many run one after the other in one process of Jest. */
const GROUPS = 16;

/** Suites that plant something in what all modules of a process share: nobody else is to meet it. */
const ALONE = new Set(['test/house/listeners.spec.ts']);

/** All suites of the project, as paths from its root. */
function allSuites() {
  const below = (folder) => readdirSync(path.join(root, folder), { recursive: true }).map((name) => path.join(folder, name));
  return ['apps', 'libs', 'test'].flatMap(below).filter((file) => file.endsWith('.spec.ts') && !file.startsWith(path.join('test', 'bench'))).sort();
}

const weightOf = (file) => SECONDS[file.replace(/\.spec\.ts$/, '')] ?? (file.startsWith('test') ? USUAL : PURE);

/** The suites in groups of about the same length, the longest first. */
function fill(files) {
  const groups = Array.from({ length: GROUPS }, () => ({ seconds: 0, files: [] }));
  for (const file of [...files].sort((one, other) => weightOf(other) - weightOf(one))) {
    const group = groups.reduce((least, each) => (each.seconds < least.seconds ? each : least));
    group.seconds += weightOf(file);
    group.files.push(file);
  }
  const shared = groups.map(({ seconds, files: held }) => ({ seconds, files: held.filter((file) => !ALONE.has(file)) }));
  const alone = files.filter((file) => ALONE.has(file)).map((file) => ({ seconds: USUAL, files: [file] }));
  return [...shared, ...alone].filter(({ files: held }) => held.length > 0).sort((one, other) => other.seconds - one.seconds);
}

/** A suite keeps its hooks to itself, and one that cannot be read fails alone. */
const loading = (file) => `describe(${JSON.stringify(file)}, () => {
  try { require(${JSON.stringify(path.join(root, file))}); } catch (error) { it('can be loaded', () => { throw error; }); }
});\n`;

/**
 * Writes the suites into `folder` as a few files for Jest, and answers the folder. Jest loads whatever a file imports anew for
 * each: the Academy with all its packages takes longer to load than most suites take to run.
 */
export function writeGroups(folder, leftOut) {
  const out = new Set(leftOut.flatMap(({ names }) => names));
  const groups = path.join(folder, 'groups');
  mkdirSync(groups);
  const files = allSuites().filter((file) => !out.has(file));
  for (const [index, group] of fill(files).entries()) writeFileSync(path.join(groups, `${String(index + 1).padStart(2, '0')}.group.js`), group.files.map(loading).join(''));
  return groups;
}
