import { parseSync } from '@swc/core';

/** A node of the tree that swc makes of TypeScript or JavaScript. */
export type Node = Readonly<{ type?: string; span?: { start: number }; [name: string]: unknown }>;

/** A parsed file. `lineAt` counts from 1. */
export type Syntax = Readonly<{ tree: Node; lineAt: (node: Node) => number }>;

export function parseSource(text: string): Syntax {
  // A first statement of our own tells where swc's count of bytes begins.
  const bytes = Buffer.from(`0;\n${text.replace(/^#!.*/, '')}`);
  const tree = parseSync(bytes.toString(), { syntax: 'typescript', decorators: true, target: 'es2023' }) as unknown as Node;
  const start = tree.span?.start ?? 0;
  const lineAt = ({ span }: Node) => bytes.subarray(0, (span?.start ?? start) - start).toString().split('\n').length - 1;
  return { tree, lineAt };
}

/** Calls back for every node below, itself included; `place` is the node, or the nearest above it, that has a place in the text. */
export function walk(value: unknown, visit: (node: Node, place: Node) => void, above: Node = {}): void {
  if (Array.isArray(value)) return value.forEach((each) => walk(each, visit, above));
  if (value === null || typeof value !== 'object') return;
  const node = value as Node;
  const place = node.span ? node : above;
  visit(node, place);
  for (const child of Object.values(node)) walk(child, visit, place);
}

export const child = (node: unknown, name: string): Node => ((node as Node | null | undefined)?.[name] ?? {}) as Node;
export const isNamed = (node: unknown, name: string): boolean => nameOf(node) === name;
export const nameOf = (node: unknown): string | null => ((node as Node | null | undefined)?.type === 'Identifier' ? String((node as Node)['value']) : null);
/** `property` of `object.property` and `object['property']`. */
export const memberOf = (node: unknown): string | null => {
  if ((node as Node | null | undefined)?.type !== 'MemberExpression') return null;
  const property = child(node, 'property');
  const value = property['value'] ?? child(property, 'expression')['value'];
  return typeof value === 'string' ? value : null;
};
/** The arguments of a call or of `new`. */
export const argumentsOf = (node: Node): Node[] => {
  const given = node['arguments'];
  return Array.isArray(given) ? (given as { expression: Node }[]).map(({ expression }) => expression) : [];
};
