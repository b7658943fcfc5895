import { z } from 'zod';
import type { Route } from './routes';

type Json = Record<string, unknown>;

const PROBLEM: Json = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string', description: 'A stable URI reference such as /problems/seat-not-available.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: { type: 'array', items: { type: 'object', properties: { pointer: { type: 'string' }, detail: { type: 'string' } } } },
  },
};
const problemAnswer = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** The OpenAPI 3.1 document of all API routes, from the same schemas that check what comes in. */
export function openApiOf(routes: Route[], publicUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes.filter(({ isApi }) => isApi)) {
    const path = route.path.replace(/:([A-Za-z]+)/g, '{$1}');
    (paths[path] ??= {})[route.method.toLowerCase()] = operationOf(route);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Academy', version: '1', description: 'Free online professional development for teachers: the JSON API.', license: { name: 'MIT' } },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      schemas: { Problem: PROBLEM },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function operationOf(route: Route): Json {
  const permission = route.allowed?.permission ?? 'anyone';
  return {
    operationId: `${route.controller.name}.${route.handler}`,
    tags: [route.controller.name.replace(/Api$/, '')],
    description: permission === 'anyone' ? 'Anyone.' : permission === 'signed-in' ? 'Anyone who is signed in.' : `Who may: ${permission}.`,
    ...(permission === 'anyone' ? {} : { security: [{ bearer: [] }] }),
    parameters: [...pathParameters(route), ...queryParameters(route), ...headerParameters(route)],
    ...bodyOf(route),
    responses: {
      ...Object.fromEntries(Object.entries(route.answers).map(([status, schema]) => [status, answerOf(schema, route.offers)])),
      '4XX': problemAnswer('What was wrong with the request.'),
    },
  };
}

const pathParameters = (route: Route): Json[] =>
  [...route.path.matchAll(/:([A-Za-z]+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

function queryParameters(route: Route): Json[] {
  if (!route.query) return [];
  const schema = schemaOf(route.query, 'input');
  const required = (schema['required'] as string[] | undefined) ?? [];
  return Object.entries((schema['properties'] as Record<string, Json> | undefined) ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: property,
  }));
}

function headerParameters({ method, allowed, ifMatch }: Route): Json[] {
  const header = (name: string, required: boolean, schema: Json): Json => ({ name, in: 'header', required, schema });
  const isRepeatable = method === 'POST' && allowed?.permission !== 'anyone';
  return [
    ...(ifMatch ? [header('If-Match', ifMatch === 'needed', { type: 'string', examples: ['"r17"'] })] : []),
    ...(isRepeatable ? [header('Idempotency-Key', false, { type: 'string', minLength: 1, maxLength: 200 })] : []),
  ];
}

function bodyOf(route: Route): Json {
  if (route.multipart) {
    const properties = Object.fromEntries(route.multipart.map((part) => [part, { type: 'string', format: 'binary' }]));
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema: { type: 'object', properties, required: route.multipart } } } } };
  }
  if (!route.body) return {};
  return { requestBody: { content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } };
}

function answerOf(schema: z.ZodType | null, offers: Route['offers']): Json {
  if (!schema && offers) return { description: 'The answer, in the form that was asked for.', content: Object.fromEntries(Object.entries(offers).map(([type, description]) => [type, { schema: { type: 'string', description } }])) };
  if (!schema) return { description: 'Done.' };
  return { description: 'The answer.', content: { 'application/json': { schema: schemaOf(schema, 'output') } } };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12', reused: 'inline' }) as Json;
  return json;
}
