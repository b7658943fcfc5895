import type { Route } from '../../apps/web/src/http/routes';

export type Schema = Readonly<Record<string, unknown>>;
export type Parameter = Readonly<{ name: string; in: string; required?: boolean; schema: Schema }>;
export type Operation = Readonly<{
  operationId: string;
  parameters: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema: Schema }> }>;
  security?: Record<string, string[]>[];
}>;
export type Document = Readonly<{ openapi: string; info: { title: string; version: string }; paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Schema>; securitySchemes: object } }>;

const METHODS = new Set(['get', 'put', 'post', 'delete', 'patch', 'head', 'options']);
const TYPES = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']);
/** Keywords of JSON Schema 2020-12 that hold a schema, a list of them, or schemas by name. */
const ONE = ['items', 'additionalProperties', 'propertyNames', 'not', 'contains'];
const MANY = ['anyOf', 'oneOf', 'allOf', 'prefixItems'];
const NAMED = ['properties', 'patternProperties', '$defs'];
const WORDS = new Set([
  ...ONE, ...MANY, ...NAMED, '$ref', 'type', 'required', 'enum', 'const', 'default', 'title', 'description', 'format', 'pattern', 'minLength', 'maxLength', 'minItems', 'maxItems',
  'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'uniqueItems', 'minProperties', 'maxProperties', 'examples', 'contentEncoding', 'contentMediaType',
]);

function schemaFlaws(schema: unknown, at: string, document: Document): string[] {
  if (typeof schema === 'boolean') return [];
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return [`${at} is no schema`];
  const words = schema as Schema;
  const types = [words['type'] ?? []].flat() as string[];
  const reference = words['$ref'] as string | undefined;
  const properties = (words['properties'] ?? {}) as Record<string, unknown>;
  return [
    ...Object.keys(words).filter((word) => !WORDS.has(word)).map((word) => `${at} has an unknown word ${word}`),
    ...types.filter((type) => !TYPES.has(type)).map((type) => `${at} has an unknown type ${type}`),
    ...(reference !== undefined && !(reference.replace('#/components/schemas/', '') in document.components.schemas) ? [`${at} refers to nothing: ${reference}`] : []),
    ...((words['required'] ?? []) as string[]).filter((name) => !(name in properties)).map((name) => `${at} requires an unknown property ${name}`),
    ...(typeof words['pattern'] === 'string' && !isPattern(words['pattern']) ? [`${at} has a broken pattern`] : []),
    ...ONE.filter((word) => word in words).flatMap((word) => schemaFlaws(words[word], `${at}/${word}`, document)),
    ...MANY.filter((word) => word in words).flatMap((word) => (words[word] as unknown[]).flatMap((each, index) => schemaFlaws(each, `${at}/${word}/${index}`, document))),
    ...NAMED.filter((word) => word in words).flatMap((word) => Object.entries(words[word] as object).flatMap(([name, each]) => schemaFlaws(each, `${at}/${word}/${name}`, document))),
  ];
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

function operationFlaws(path: string, method: string, operation: Operation, document: Document): string[] {
  const at = `${method.toUpperCase()} ${path}`;
  const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '');
  const declared = operation.parameters.filter((parameter) => parameter.in === 'path');
  const bodies = Object.entries(operation.requestBody?.content ?? {});
  const statuses = Object.keys(operation.responses);
  return [
    ...(METHODS.has(method) ? [] : [`${at} has an unknown method`]),
    ...inPath.filter((name) => !declared.some((parameter) => parameter.name === name && parameter.required)).map((name) => `${at} does not declare {${name}}`),
    ...declared.filter(({ name }) => !inPath.includes(name)).map(({ name }) => `${at} declares {${name}}, which its path lacks`),
    ...operation.parameters.filter((parameter) => !['path', 'query', 'header', 'cookie'].includes(parameter.in)).map(({ name }) => `${at} has ${name} in no known place`),
    ...(new Set(operation.parameters.map((parameter) => `${parameter.in} ${parameter.name}`)).size === operation.parameters.length ? [] : [`${at} declares a parameter twice`]),
    ...operation.parameters.flatMap(({ name, schema }) => schemaFlaws(schema, `${at} ${name}`, document)),
    ...bodies.flatMap(([type, { schema }]) => schemaFlaws(schema, `${at} ${type}`, document)),
    ...(statuses.some((status) => /^2\d\d$/.test(status)) ? [] : [`${at} never succeeds`]),
    ...(operation.responses['4XX']?.content?.['application/problem+json'] ? [] : [`${at} does not say how it refuses`]),
    ...Object.entries(operation.responses).flatMap(([status, response]) => [
      ...(/^([1-5]\d\d|[1-5]XX|default)$/.test(status) && response.description ? [] : [`${at} has an odd response ${status}`]),
      ...Object.entries(response.content ?? {}).flatMap(([type, { schema }]) => schemaFlaws(schema, `${at} ${status} ${type}`, document)),
    ]),
  ];
}

/** What is wrong with an OpenAPI document, by the rules of OpenAPI 3.1 and JSON Schema 2020-12, and beside the routes it describes. */
export function documentFlaws(document: Document, routes: Pick<Route, 'method' | 'path' | 'isApi'>[]): string[] {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));
  const described = operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`);
  const there = routes.filter(({ isApi }) => isApi).map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
  const ids = operations.map(({ operation }) => operation.operationId);
  return [
    ...(/^3\.1\.\d+$/.test(document.openapi) ? [] : ['the version of OpenAPI is not 3.1']),
    ...(document.info.title && document.info.version ? [] : ['the document has no title or version']),
    ...there.filter((name) => !described.includes(name)).map((name) => `${name} is not described`),
    ...described.filter((name) => !there.includes(name)).map((name) => `${name} is described and not there`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `two operations are called ${id}`),
    ...Object.entries(document.components.schemas).flatMap(([name, schema]) => schemaFlaws(schema, name, document)),
    ...operations.flatMap(({ path, method, operation }) => operationFlaws(path, method, operation, document)),
  ];
}
