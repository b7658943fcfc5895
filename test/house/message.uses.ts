import Handlebars from 'handlebars';
import { argumentsOf, child, isNamed, memberOf, nameOf, type Node, parseSource, walk } from '../support/syntax';

/** Where a message is asked for. A `*` in the key stands for what is only known at run time. */
export type Use = Readonly<{ key: string; path: string; /** Names of the values it is given; null where not all can be seen. */ given: readonly string[] | null }>;

const WILD = '*';

/** The keys that an expression can be: literals, both branches of a choice, templates and joined texts with `*` for the unknown parts. */
function keysIn(expression: Node): string[] {
  switch (expression.type) {
    case 'StringLiteral':
      return [String(expression['value'])];
    case 'TemplateLiteral':
      return [(expression['quasis'] as Node[]).map((part) => String(part['raw'])).join(WILD)];
    case 'ConditionalExpression':
      return [...keysIn(child(expression, 'consequent')), ...keysIn(child(expression, 'alternate'))];
    case 'BinaryExpression':
      return ['left', 'right'].flatMap((side) => keysIn(child(expression, side)));
    case 'TsAsExpression':
    case 'TsConstAssertion':
    case 'ParenthesisExpression':
      return keysIn(child(expression, 'expression'));
    default:
      return [];
  }
}

/** Names in an object literal; null where something is spread into it or it is no literal. */
function namesIn(object: Node | undefined): string[] | null {
  if (object === undefined) return [];
  if (object.type !== 'ObjectExpression') return null;
  const properties = object['properties'] as Node[];
  if (properties.some(({ type }) => type === 'SpreadElement')) return null;
  return properties.map((property) => String(child(property, 'key')['value'] ?? property['value']));
}

/** `messages.text(…)`, `this.messages.text(…)`. */
const asksMessages = (node: Node): boolean => {
  const callee = child(node, 'callee');
  const asked = child(callee, 'object');
  return node.type === 'CallExpression' && memberOf(callee) === 'text' && (isNamed(asked, 'messages') || memberOf(asked) === 'messages');
};

/** Functions of a file that only add a prefix: `const text = (key) => messages.text(locale, `area.${key}`)`. */
function wrappersIn(tree: Node): Map<string, string> {
  const wrappers = new Map<string, string>();
  walk(tree, (node) => {
    const arrow = child(node, 'init');
    const name = nameOf(child(node, 'id'));
    if (node.type !== 'VariableDeclarator' || arrow.type !== 'ArrowFunctionExpression' || !name) return;
    const parameter = nameOf((arrow['params'] as Node[])[0]);
    walk(child(arrow, 'body'), (inner) => {
      const key = argumentsOf(inner)[1];
      if (!asksMessages(inner) || key?.type !== 'TemplateLiteral') return;
      const [value, ...others] = key['expressions'] as Node[];
      if (parameter && others.length === 0 && isNamed(value, parameter)) wrappers.set(name, keysIn(key)[0] ?? '');
    });
  });
  return wrappers;
}

/** Every message that a TypeScript file asks for. */
export function usesInCode(path: string, text: string): Use[] {
  const { tree } = parseSource(text);
  const wrappers = wrappersIn(tree);
  const uses: Use[] = [];
  const use = (keys: string[], given: Use['given'] = null, frame = WILD) => uses.push(...keys.map((key) => ({ key: frame.replace(WILD, key), path, given })));
  const isWrapped = (pattern: string) => [...wrappers.values()].includes(pattern);

  walk(tree, (node) => {
    const [first, second, third] = argumentsOf(node);
    const called = nameOf(node['callee']);
    if (asksMessages(node) && second) use(keysIn(second).filter((key) => !isWrapped(key)), namesIn(third));
    if (node.type === 'CallExpression' && called && wrappers.has(called) && first) use(keysIn(first), null, wrappers.get(called));
    if (node.type === 'CallExpression' && (called === 't' || (called === 'say' && path.startsWith('apps/web/'))) && first) use(keysIn(first), namesIn(second), path.endsWith('.mails.ts') ? 'mail.*' : WILD);
    if (node.type === 'CallExpression' && called === 'refuseIf' && first) use(keysIn(first), null, 'reasons.*');
    if (node.type === 'CallExpression' && (called === 'error' || called === 'warning') && /problem\.rules'/.test(text) && second) use(keysIn(second), namesIn(third) ?? (third ? null : []), 'check.*');
    if (node.type === 'NewExpression' && ['Refused', 'NotAllowed', 'NotSignedIn'].includes(nameOf(node['callee']) ?? '') && first) use(keysIn(first), null, 'reasons.*');
    if (node.type === 'NewExpression' && isNamed(node['callee'], 'SeeOther')) {
      const flash = second?.type === 'ObjectExpression' ? (second['properties'] as Node[]) : [];
      const of = (name: string) => flash.find((property) => isNamed(property['key'], name));
      if (of('message')) use(keysIn(child(of('message'), 'value')), of('values') ? namesIn(child(of('values'), 'value')) : []);
    }
  });
  return uses;
}

type Expression = hbs.AST.Expression;

function keysInTemplate(expression: Expression): string[] {
  if (expression.type === 'StringLiteral') return [(expression as hbs.AST.StringLiteral).value];
  if (expression.type !== 'SubExpression') return [WILD];
  const { path, params } = expression as hbs.AST.SubExpression;
  const name = (path as hbs.AST.PathExpression).original;
  if (name === 'concat') return params.reduce<string[]>((keys, part) => keys.flatMap((key) => keysInTemplate(part).map((more) => key + more)), ['']);
  if (name === 'or') return params.flatMap(keysInTemplate);
  if (name === 'and') return keysInTemplate(params.at(-1) as Expression);
  return [WILD];
}

/** Every message that a template asks for with `t`, or with `plurals` for a script. */
export function usesInTemplate(path: string, text: string): Use[] {
  const uses: Use[] = [];
  const look = ({ path: called, params, hash }: { path: unknown; params: Expression[]; hash?: hbs.AST.Hash }) => {
    const { original } = called as hbs.AST.PathExpression;
    if ((original !== 't' && original !== 'plurals') || !params[0]) return;
    uses.push(...keysInTemplate(params[0]).filter((key) => key !== WILD).map((key) => ({ key, path, given: original === 'plurals' ? ['count'] : (hash?.pairs.map((pair) => pair.key) ?? []) })));
  };
  class Looker extends Handlebars.Visitor {
    override MustacheStatement(node: hbs.AST.MustacheStatement): void {
      look(node);
      super.MustacheStatement(node);
    }
    override SubExpression(node: hbs.AST.SubExpression): void {
      look(node);
      super.SubExpression(node);
    }
  }
  new Looker().accept(Handlebars.parse(text));
  return uses;
}

/** The reasons that functions named `why…` can answer, by the function's name: the literals of their declared union, aliases of the same file resolved. */
export function reasonsIn(text: string): Map<string, string[]> {
  const { tree } = parseSource(text);
  const aliases = new Map<string, Node>();
  const functions = new Map<string, Node>();
  walk(tree, (node) => {
    if (node.type === 'TsTypeAliasDeclaration') aliases.set(nameOf(node['id']) ?? '', child(node, 'typeAnnotation'));
    if (node.type === 'FunctionDeclaration') functions.set(nameOf(node['identifier']) ?? '', child(node, 'returnType'));
    if (node.type === 'VariableDeclarator') functions.set(nameOf(node['id']) ?? '', child(child(node, 'init'), 'returnType'));
  });
  const literals = (type: Node): string[] => {
    const found: string[] = [];
    walk(type, (node) => {
      if (node.type === 'StringLiteral') found.push(String(node['value']));
      const alias = node.type === 'TsTypeReference' ? aliases.get(nameOf(node['typeName']) ?? '') : undefined;
      if (alias) found.push(...literals(alias));
    });
    return found;
  };
  return new Map([...functions].filter(([name]) => name.startsWith('why')).map(([name, type]) => [name, literals(type)]));
}

/** The functions whose answers a file refuses with: `refuseIf(whyNotEnrol(…))`. */
export function refusers(text: string): string[] {
  const names: string[] = [];
  walk(parseSource(text).tree, (node) => {
    if (node.type !== 'CallExpression' || !isNamed(node['callee'], 'refuseIf')) return;
    walk(node['arguments'], (inner) => {
      if (inner.type === 'CallExpression') names.push(nameOf(inner['callee']) ?? memberOf(inner['callee']) ?? '');
    });
  });
  return names.filter((name) => name.startsWith('why'));
}
