import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram, type Tree, withTree } from '../support/tree';

type Violation = { rule: { name: string }; from: string; to: string };

/** What dependency-cruiser finds against cruiser.cjs, as `rule: from -> to`. */
async function violations(folder: string): Promise<string[]> {
  const places = ['apps', 'libs', 'migrations'].filter((place) => existsSync(join(folder, place)));
  const config = join(process.cwd(), 'test/house/cruiser.cjs');
  const output = await runProgram('dependency-cruiser/bin/dependency-cruise.mjs', ['--config', config, '--output-type', 'json', ...places], folder);
  const { summary } = JSON.parse(output) as { summary: { violations: Violation[]; totalCruised: number } };
  expect(summary.totalCruised).toBeGreaterThan(5);
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`).sort();
}

const clean: Tree = {
  'tsconfig.json': readFileSync(join(process.cwd(), 'tsconfig.json'), 'utf8'),
  'package.json': '{"name": "fixture", "dependencies": {"zod": "*"}}',
  'libs/platform/src/index.ts': `export { now } from './clock';`,
  'libs/platform/src/clock.ts': 'export const now = 1;',
  'libs/people/src/index.ts': `export { can, type Subject } from './can.policy';`,
  'libs/people/src/can.policy.ts': `import type { Subject } from './subject';\nimport { isThere } from './seat.rules';\nexport type { Subject };\nexport const can = (subject: Subject) => isThere(subject);`,
  'libs/people/src/seat.rules.ts': 'export const isThere = (subject: unknown) => subject !== null;',
  'libs/people/src/subject.ts': `import { now } from '@academy/platform';\nexport type Subject = { at: typeof now };`,
  'libs/courses/src/index.ts': `import { can } from '@academy/people';\nexport const courses = can;`,
  'libs/courses/src/course.rules.ts': `import type { Subject } from '@academy/people';\nexport const isOpen = (subject: Subject) => subject !== null;`,
  'apps/web/src/main.ts': `import { courses } from '@academy/courses';\nexport const web = courses;`,
  'apps/worker/src/main.ts': `import { courses } from '@academy/courses';\nexport const worker = courses;`,
};

describe('the staircase', () => {
  it('is kept by every import of this repository', async () => {
    expect(await violations(process.cwd())).toEqual([]);
    expect(readdirSync('libs').length).toBeGreaterThan(7);
  });

  it('lets imports pass that keep to it', async () => {
    await withTree(clean, async (folder) => expect(await violations(folder)).toEqual([]));
  });

  it('names each import that does not', async () => {
    const planted: Tree = {
      ...clean,
      'libs/people/src/upward.ts': `import { courses } from '@academy/courses';\nexport const upward = courses;`,
      'libs/people/src/upward.type.ts': `import type { courses } from '@academy/courses';\nexport type Upward = typeof courses;`,
      'libs/courses/src/window.ts': `import { isThere } from '../../people/src/seat.rules';\nexport const window = isThere;`,
      'libs/courses/src/app.ts': `import { web } from '../../../apps/web/src/main';\nexport const app = web;`,
      'libs/courses/src/zod.rules.ts': `import { z } from 'zod';\nexport const rule = z;`,
      'libs/courses/src/core.policy.ts': `import { readFileSync } from 'node:fs';\nexport const policy = readFileSync;`,
      'libs/courses/src/service.rules.ts': `import { one } from './circle.one';\nexport const rule = one;`,
      'libs/courses/src/other.lib.rules.ts': `import { can } from '@academy/people';\nexport const rule = can;`,
      'libs/courses/src/circle.one.ts': `import { two } from './circle.two';\nexport const one = () => two;`,
      'libs/courses/src/circle.two.ts': `import { one } from './circle.one';\nexport const two = () => one;`,
      'libs/cellar/src/index.ts': `import { now } from '@academy/platform';\nexport const cellar = now;`,
      'libs/reviews/src/rounds/sweep.ts': `export const sweep = 1;`,
      'libs/reviews/src/allocation/upward.ts': `import { sweep } from '../rounds/sweep';\nexport const upward = sweep;`,
      'libs/discussions/src/moderation/queue.ts': `export const queue = 1;`,
      'libs/discussions/src/people/upward.ts': `import { queue } from '../moderation/queue';\nexport const upward = queue;`,
      'apps/web/src/window.ts': `import { isThere } from '../../../libs/people/src/seat.rules';\nexport const window = isThere;`,
      'apps/web/src/neighbour.ts': `import { worker } from '../../worker/src/main';\nexport const neighbour = worker;`,
      'apps/web/src/nowhere.ts': `import { nothing } from './nothing';\nexport const nowhere = nothing;`,
    };
    const found = await withTree(planted, violations);
    expect(found.filter((each) => !each.includes('node_modules'))).toEqual([
      'apps-leave-each-other-alone: apps/web/src/neighbour.ts -> apps/worker/src/main.ts',
      'apps-use-the-door: apps/web/src/window.ts -> libs/people/src/seat.rules.ts',
      'discussions-people-never-looks-up: libs/discussions/src/people/upward.ts -> libs/discussions/src/moderation/queue.ts',
      'every-lib-has-its-step: libs/cellar/src/index.ts -> libs/platform/src/index.ts',
      'everything-is-found: apps/web/src/nowhere.ts -> ./nothing',
      'libs-never-import-apps: libs/courses/src/app.ts -> apps/web/src/main.ts',
      'libs-use-the-door: libs/courses/src/window.ts -> libs/people/src/seat.rules.ts',
      'no-circles: libs/courses/src/circle.one.ts -> libs/courses/src/circle.two.ts',
      'people-never-looks-up: libs/people/src/upward.ts -> libs/courses/src/index.ts',
      'people-never-looks-up: libs/people/src/upward.type.ts -> libs/courses/src/index.ts',
      'reviews-allocation-never-looks-up: libs/reviews/src/allocation/upward.ts -> libs/reviews/src/rounds/sweep.ts',
      'rules-are-pure: libs/courses/src/core.policy.ts -> fs',
      'rules-are-pure: libs/courses/src/other.lib.rules.ts -> libs/people/src/index.ts',
      'rules-are-pure: libs/courses/src/service.rules.ts -> libs/courses/src/circle.one.ts',
    ]);
    expect(found.filter((each) => each.includes('node_modules')).join()).toMatch(/^rules-are-pure: libs\/courses\/src\/zod\.rules\.ts -> .*zod/);
  });
});
