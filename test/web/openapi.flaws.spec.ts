import { complaintAbout } from '../support/raw';
import { type Document, documentFlaws, type Operation } from './openapi.flaws';

const problem = { description: 'What was wrong.', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
const operation = (change: Partial<Operation> = {}): Operation => ({
  operationId: 'Courses.show',
  parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
  responses: { 200: { description: 'The answer.' }, '4XX': problem },
  ...change,
});
const documentOf = (paths: Document['paths']): Document => ({ openapi: '3.1.0', info: { title: 'Academy', version: '1' }, paths, components: { schemas: { Problem: { type: 'object' } }, securitySchemes: {} } });
const route = { method: 'GET', path: '/courses/:id', isApi: true };
const flawsWith = (change: Partial<Operation>) => documentFlaws(documentOf({ '/courses/{id}': { get: operation(change) } }), [route]);

describe('the test of the document', () => {
  it('has nothing to say of a good one', () => {
    expect(flawsWith({})).toEqual([]);
  });

  it.each<[string, Partial<Operation>]>([
    ['GET /courses/{id} does not declare {id}', { parameters: [] }],
    ['GET /courses/{id} declares {key}, which its path lacks', { parameters: [...operation().parameters, { name: 'key', in: 'path', required: true, schema: {} }] }],
    ['GET /courses/{id} never succeeds', { responses: { '4XX': problem } }],
    ['GET /courses/{id} does not say how it refuses', { responses: { 200: { description: 'The answer.' } } }],
    ['GET /courses/{id} has an odd response 99', { responses: { ...operation().responses, 99: { description: 'Odd.' } } }],
    ['GET /courses/{id} application/json has an unknown type text', { requestBody: { content: { 'application/json': { schema: { type: 'text' } } } } }],
    ['GET /courses/{id} application/json/properties/a refers to nothing: #/components/schemas/None', { requestBody: { content: { 'application/json': { schema: { properties: { a: { $ref: '#/components/schemas/None' } } } } } } }],
    ['GET /courses/{id} application/json requires an unknown property a', { requestBody: { content: { 'application/json': { schema: { type: 'object', required: ['a'] } } } } }],
    ['GET /courses/{id} application/json/items has a broken pattern', { requestBody: { content: { 'application/json': { schema: { items: { pattern: '(' } } } } } }],
    ['GET /courses/{id} application/json has an unknown word nullable', { requestBody: { content: { 'application/json': { schema: { nullable: true } } } } }],
  ])('says: %s', (flaw, change) => {
    expect(flawsWith(change)).toEqual([flaw]);
  });

  it('misses what is not described, and what is described twice or in vain', () => {
    expect(documentFlaws(documentOf({}), [route])).toEqual(['GET /courses/{id} is not described']);
    expect(documentFlaws(documentOf({ '/courses/{id}': { get: operation(), put: operation() } }), [route])).toEqual(['PUT /courses/{id} is described and not there', 'two operations are called Courses.show']);
  });
});

describe('the judge of answers', () => {
  const reply = (status: number, type: string, body: unknown) => ({ status, type, headers: {}, text: JSON.stringify(body) });
  const json = 'application/problem+json; charset=utf-8';
  const document = { type: '/problems/invalid-input', title: 'Invalid input', status: 422 };

  it('accepts answers and problem documents', () => {
    expect(complaintAbout(reply(200, 'application/json', {}))).toBeNull();
    expect(complaintAbout(reply(422, json, document), (status) => status === 422)).toBeNull();
  });

  it.each([
    ['a fault of ours', reply(500, json, { ...document, status: 500 }), /^500/],
    ['a page', reply(404, 'text/html', 'Not found'), /404 as text\/html/],
    ['plain JSON', reply(404, 'application/json', document), /404 as application\/json/],
    ['no type', reply(422, json, { title: 'Invalid', status: 422 }), /without a type/],
    ['no title', reply(422, json, { ...document, title: '' }), /without a title/],
    ['another status', reply(422, json, { ...document, status: 400 }), /says it is 400/],
  ])('complains about %s', (_what, given, complaint) => {
    expect(complaintAbout(given)).toMatch(complaint);
  });

  it('complains about a status that was not expected', () => {
    expect(complaintAbout(reply(200, 'application/json', {}), (status) => status >= 400)).toMatch(/not expected/);
  });
});
