import { sourceFiles } from '../support/source-files';
import { type Breach, breachesOf } from './breaches';

/** Where a rule does not hold, and why. Each entry must still be needed. */
const EXCEPTIONS: Record<string, Record<string, string>> = {
  'the-environment-is-read-once': { 'libs/platform/src/config.ts': 'the one place that reads it' },
  'time-comes-from-the-clock': {
    'libs/platform/src/clock.ts': 'the clock itself',
    'libs/platform/src/queues.ts': 'spaces out log lines by real seconds, whatever the demonstration says the date is',
  },
  'sql-asks-our-clock': {
    'libs/people/src/tokens.ts': 'the life of a mailed link is real time: moving the demonstration clock must not end it',
    'libs/people/src/sessions.service.ts': 'sessions live in real time: moving the demonstration clock signs nobody out',
  },
  'no-inline-style': { 'templates/mail/message.hbs': 'mail programs read no style sheets' },
  'ready-html-was-looked-at': {
    'templates/partials/prose.hbs': 'shows what the sanitising Markdown renderer made',
    'templates/partials/question.hbs': 'shows the prompt, rendered from Markdown',
    'templates/learning/_survey-question.hbs': 'shows the prompt, rendered from Markdown',
    'templates/surveys/_question.hbs': 'shows the prompt, rendered from Markdown',
    'templates/partials/_question-feedback.hbs': 'shows the feedback, rendered from Markdown',
  },
  'no-any': { 'test/support/client.ts': 'tests read answers freely; their assertions say what is in them' },
  'checks-stay-on': { 'test/support/client.ts': 'goes with the exception above' },
};

const isExcepted = ({ rule, path }: Breach) => EXCEPTIONS[rule]?.[path] !== undefined;
const inWords = ({ rule, path, line }: Breach) => `${path}:${line} ${rule}`;

describe('the rules of the house', () => {
  const files = sourceFiles();
  const breaches = files.flatMap(({ path, text }) => breachesOf(path, text));

  it('are kept by every file', () => {
    expect(files.length).toBeGreaterThan(300);
    expect(breaches.filter((breach) => !isExcepted(breach)).map(inWords)).toEqual([]);
  });

  it('have no exception that is not needed any more', () => {
    const unneeded = Object.entries(EXCEPTIONS).flatMap(([rule, paths]) => Object.keys(paths).filter((path) => !breaches.some((breach) => breach.rule === rule && breach.path === path)).map((path) => `${rule} ${path}`));
    expect(unneeded).toEqual([]);
  });

  const lib = 'libs/courses/src/planted.ts';
  const page = 'templates/courses/planted.hbs';
  it.each([
    ['at-most-200-lines', lib, 'const a = 1;\n'.repeat(201)],
    ['files-have-a-subject', 'libs/courses/src/utils.ts', ''],
    ['files-have-a-subject', 'apps/web/src/helpers/dates.ts', ''],
    ['the-environment-is-read-once', lib, 'const port = process.env.PORT;'],
    ['the-environment-is-read-once', lib, `const port = process['env']['PORT'];`],
    ['the-environment-is-read-once', lib, 'const { env } = process;'],
    ['the-environment-is-read-once', lib, `import { env } from 'node:process';`],
    ['time-comes-from-the-clock', lib, 'const now = new Date();'],
    ['time-comes-from-the-clock', lib, 'const now = new Date;'],
    ['time-comes-from-the-clock', 'apps/web/src/planted.ts', 'const now = Date.now();'],
    ['sql-asks-our-clock', lib, 'const sql = `UPDATE course SET published_at = now()`;'],
    ['sql-asks-our-clock', lib, `const sql = 'SELECT CURRENT_TIMESTAMP';`],
    ['no-any', 'test/planted.spec.ts', 'const a: Record<string, any> = {};'],
    ['no-any', lib, 'const a = b as any;'],
    ['unions-not-enums', lib, 'enum State { open }'],
    ['named-exports', lib, 'export default class Course {}'],
    ['every-test-runs', 'test/planted.spec.ts', `it.${'skip'}('works', () => undefined);`],
    ['every-test-runs', 'test/planted.spec.ts', `describe.${'only'}.each([1])('works', () => undefined);`],
    ['every-test-runs', 'test/planted.spec.ts', `x${'it'}('works', () => undefined);`],
    ['own-code-is-never-mocked', 'test/planted.spec.ts', `jest.mock('@academy/people');`],
    ['finished', lib, `// ${'TO'}${'DO'}: the rest`],
    ['checks-stay-on', lib, `// @ts-${'ignore'}\nconst a = 1;`],
    ['no-path-of-a-machine', 'README.md', `Look in /${'work'}/somewhere.`],
    ['no-path-of-a-machine', lib, `const path = '/${'tmp'}/file';`],
    ['html-is-escaped', page, '<p>{{{page.title}}}</p>'],
    ['html-is-escaped', page, '<p>{{& page.title}}</p>'],
    ['ready-html-was-looked-at', page, '<p>{{html page.title}}</p>'],
    ['ready-html-was-looked-at', page, '{{> partials/card text=(html page.title)}}'],
    ['no-inline-style', page, '<p style="color: red">'],
    ['no-inline-style', page, '<style>p { color: red }</style>'],
    ['no-inline-script', page, '<script>alert(1)</script>'],
    ['no-inline-script', page, '<button {{#if x}}onclick="go()"{{/if}}>'],
    ['no-inline-script', page, '<a href="javascript:go()">'],
  ])('find what breaks %s in %s', (rule, path, text) => {
    expect(breachesOf(path, text).map((breach) => breach.rule)).toContain(rule);
  });

  it.each([
    [lib, 'const a = new Date(now); const b: number | undefined = company; // now() and anything\n'],
    [lib, 'const sql = `UPDATE course SET published_at = academy_now()`; const text = `${clock.now()}`;'],
    ['apps/web/src/planted.spec.ts', 'const now = new Date(); const path = `${root}/tmp/file`;'],
    [page, '{{> partials/time at=page.now style="relative"}}<script type="module" src="{{asset "js/menu.js"}}"></script>'],
    ['test/planted.ts', '#!/usr/bin/env node\nconst a = 1;\n'],
    [lib, 'const a = 1;\n'.repeat(200)],
  ])('let pass what breaks none (%#)', (path, text) => {
    expect(breachesOf(path, text)).toEqual([]);
  });

  it('tell the line', () => {
    expect(breachesOf(lib, `// Ümlaut\nconst a = 1;\nconst now = new Date();\n`)).toEqual([{ rule: 'time-comes-from-the-clock', path: lib, line: 3 }]);
  });
});
