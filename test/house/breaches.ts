import { argumentsOf, child, isNamed, memberOf, type Node, parseSource, walk } from '../support/syntax';

/** What breaks a rule of the house: the rule, the file, the line (counted from 1). */
export type Breach = Readonly<{ rule: string; path: string; line: number }>;

const isCode = (path: string) => /\.(ts|mjs|js|cjs)$/.test(path);
const isOurs = (path: string) => /^(apps|libs|migrations)\/.*\.ts$/.test(path) && !path.endsWith('.spec.ts');
const isTemplate = (path: string) => path.endsWith('.hbs');
const isPage = (path: string) => isTemplate(path) || /public\/icons\/.*\.svg$/.test(path);
const isAny = () => true;

const MOST_LINES = 200;
/** Written in parts, so that this file does not break its own rules. */
const UNFINISHED = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'HA' + 'CK'].join('|')})\\b`);
const SUPPRESSED = new RegExp(['ts-' + 'ignore', 'ts-' + 'nocheck', 'eslint-' + 'disable', 'oxlint-' + 'disable', 'istanbul ' + 'ignore'].map((word) => `@?${word}`).join('|'));
const MACHINE_PATH = new RegExp(`(?<![\\w.~$}/-])/(${['work', 'tmp', 'root', 'home', 'Users'].join('|')})/(?=\\w)`);

type TextRule = { rule: string; where: (path: string) => boolean; pattern: RegExp };
const TEXT_RULES: TextRule[] = [
  { rule: 'finished', where: isAny, pattern: UNFINISHED },
  { rule: 'checks-stay-on', where: isCode, pattern: SUPPRESSED },
  { rule: 'no-path-of-a-machine', where: isAny, pattern: MACHINE_PATH },
  { rule: 'html-is-escaped', where: isTemplate, pattern: /\{\{~?(\{|&)/ },
  { rule: 'ready-html-was-looked-at', where: isTemplate, pattern: /(\{\{~?|\()html\b/ },
];

/** Looked for outside of `{{…}}`, where `style="…"` is a parameter. */
const MARKUP_RULES: TextRule[] = [
  { rule: 'no-inline-style', where: isPage, pattern: /<style\b|\sstyle\s*=/i },
  { rule: 'no-inline-script', where: isPage, pattern: /<script\b(?![^>]*\ssrc=)|\son[a-z]+\s*=|javascript:/i },
];

const isMember = (node: unknown, object: string, ...properties: string[]): boolean =>
  isNamed(child(node, 'object'), object) && properties.includes(memberOf(node) ?? '');
const isCallOf = (node: Node, object: string, ...properties: string[]): boolean => node.type === 'CallExpression' && isMember(node['callee'], object, ...properties);
const hasText = (node: Node, pattern: RegExp): boolean => {
  if (node.type === 'StringLiteral') return pattern.test(String(node['value']));
  return node.type === 'TemplateElement' && pattern.test(String(node['raw']));
};
const JEST = ['describe', 'it', 'test'];

type CodeRule = { rule: string; where: (path: string) => boolean; breaks: (node: Node) => boolean };
const CODE_RULES: CodeRule[] = [
  {
    rule: 'the-environment-is-read-once',
    where: isOurs,
    breaks: (node) => isMember(node, 'process', 'env') || (node.type === 'VariableDeclarator' && isNamed(node['init'], 'process')) || (node.type === 'ImportDeclaration' && /^(node:)?process$/.test(String(child(node, 'source')['value']))),
  },
  {
    rule: 'time-comes-from-the-clock',
    where: isOurs,
    breaks: (node) => isCallOf(node, 'Date', 'now') || (node.type === 'NewExpression' && isNamed(node['callee'], 'Date') && argumentsOf(node).length === 0) || (node.type === 'CallExpression' && isNamed(node['callee'], 'Date')),
  },
  { rule: 'sql-asks-our-clock', where: (path) => isOurs(path) && !path.startsWith('migrations/'), breaks: (node) => hasText(node, /(?<!\w)(now\(\)|current_timestamp|current_date|localtimestamp)/i) },
  { rule: 'no-any', where: isCode, breaks: (node) => node.type === 'TsKeywordType' && node['kind'] === 'any' },
  { rule: 'unions-not-enums', where: isCode, breaks: (node) => node.type === 'TsEnumDeclaration' },
  { rule: 'named-exports', where: isOurs, breaks: (node) => /^ExportDefault/.test(node.type ?? '') },
  {
    rule: 'every-test-runs',
    where: isCode,
    breaks: (node) => JEST.some((word) => isMember(node, word, 'skip', 'only', 'todo', 'failing')) || (node.type === 'CallExpression' && ['xit', 'xtest', 'xdescribe', 'fit', 'fdescribe'].some((word) => isNamed(node['callee'], word))),
  },
  { rule: 'own-code-is-never-mocked', where: isCode, breaks: (node) => isCallOf(node, 'jest', 'mock', 'doMock', 'unstable_mockModule') },
];

/** Every breach in one file. */
export function breachesOf(path: string, text: string): Breach[] {
  const found: Breach[] = [];
  if (text.split('\n').length > MOST_LINES + 1 && /\.(ts|mjs|js|cjs|hbs|css|typ)$/.test(path)) found.push({ rule: 'at-most-200-lines', path, line: text.split('\n').length - 1 });
  if (/(^|\/)(utils?|helpers?|common|misc)(\/|\.)/.test(path) && !path.startsWith('locales/')) found.push({ rule: 'files-have-a-subject', path, line: 1 });
  found.push(...textBreaches(path, text, TEXT_RULES));
  if (isPage(path)) found.push(...textBreaches(path, text.replace(/\{\{[\s\S]*?\}\}/g, (mustache) => mustache.replace(/[^\n]/g, ' ')), MARKUP_RULES));
  if (isCode(path)) found.push(...codeBreaches(path, text));
  return found;
}

function textBreaches(path: string, text: string, rules: TextRule[]): Breach[] {
  const lines = text.split('\n');
  return rules.filter(({ where }) => where(path)).flatMap(({ rule, pattern }) => lines.flatMap((line, index) => (pattern.test(line) ? [{ rule, path, line: index + 1 }] : [])));
}

function codeBreaches(path: string, text: string): Breach[] {
  const rules = CODE_RULES.filter(({ where }) => where(path));
  const { tree, lineAt } = parseSource(text);
  const found: Breach[] = [];
  walk(tree, (node, place) => {
    for (const { rule, breaks } of rules) if (breaks(node)) found.push({ rule, path, line: lineAt(place) });
  });
  return found;
}
