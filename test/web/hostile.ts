import type { Schema } from './openapi.flaws';

/** One thousand arrays in each other. */
export const DEEP_TEXT = '['.repeat(1_000) + ']'.repeat(1_000);
const LONG = 'x'.repeat(60_000);

/** Values that no field, or hardly any, is made for. As JSON texts: some of them JSON.stringify would not write. */
export const HOSTILE_VALUES: Record<string, string> = {
  null: 'null',
  'an empty list': '[]',
  'an empty object': '{}',
  'a list in a list': '[[[]]]',
  'a negative number': '-1',
  'a broken number': '1.5',
  'a number past all bounds': '1e400',
  'a number past the exact ones': '90071992547409931',
  true: 'true',
  'an empty text': '""',
  spaces: '"   "',
  'a long text': JSON.stringify(LONG),
  NUL: '"a\\u0000b"',
  'half a surrogate pair': '"a\\ud800b"',
  SQL: `"'; DROP TABLE users; --"`,
  markup: '"<script>alert(1)</script>{{page}}${1}"',
  'a date that is none': '"2027-02-31T25:61:00Z"',
  'the end of time': '"9999-12-31T23:59:59.999Z"',
  'a list of many': `[${Array(2_000).fill('"a"').join(',')}]`,
  'a thousand levels': DEEP_TEXT,
  'a name of every object': '{"constructor":{"prototype":{"isAdmin":true}},"toString":1}',
};

/** Bodies that are wrong as a whole. */
export const HOSTILE_BODIES: Record<string, string | Buffer> = {
  'half an object': '{',
  'a comma too many': '{"a":1,}',
  'no JSON': 'title=hello',
  'bytes that are no text': Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  'a list': '[]',
  'a list of objects': '[{}]',
  null: 'null',
  'a text': '"text"',
  'a number': '42',
  'an unknown field': '{"not-a-field":1}',
  '__proto__': '{"__proto__":{"isAdmin":true}}',
  constructor: '{"constructor":{"prototype":{"isAdmin":true}}}',
  'a thousand levels': DEEP_TEXT,
  'a thousand levels of objects': '{"a":'.repeat(1_000) + '1' + '}'.repeat(1_000),
};

/** What nobody has for an identifier, as it stands in a path. */
export const HOSTILE_IDS = [
  "'", '1%27%20OR%20%271%27=%271', '%00', 'a%00b', '..%2f..%2fetc%2fpasswd', 'x'.repeat(10_000), '%ff', '%zz', 'undefined', '-1', '1e9', '%F0%9F%98%80', '__proto__', 'constructor',
  '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-4fff-bfff-ffffffffffff', '%20', '{id}', '*', '%2e%2e',
];

const forged = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
/** Cursors that no list gave out. */
export const JUNK_CURSORS = ['zzz', '%00', 'bnVsbA', forged({}), forged([]), forged([null]), forged([[[]]]), forged('text'), forged([1, 2, 3, 4, 5, 6]), '%F0%9F%98%80', "'"];
/** Cursors that look as if a list had given them out: whatever the answer, none of them is our fault. */
export const FORGED_CURSORS = [
  forged(['2027-01-01T00:00:00.000Z', '00000000-0000-4000-8000-000000000000']), forged(['', '']), forged(['a\u0000b', 'c']), forged([1e300, 'a']), forged([-1, -1]), forged([1]), forged(['x']),
  forged(['infinity', '00000000-0000-4000-8000-000000000000']), forged([0, '\ud800']),
];
export const BAD_LIMITS = ['0', '-1', '101', '1000000000000', 'abc', '1.5', 'NaN', 'Infinity', '1e400', '%00', "1'", '[]'];

const CANDIDATES = ['en', 'PT', 'CC-BY-4.0', 'manual', 'hello', 'activity-1', '3.1', 'Europe/Lisbon', '/media/a', 'ana@school.test', '2027-03-01', '12:00'];
const FORMATS: Record<string, string> = { uuid: '11111111-1111-4111-8111-111111111111', uri: 'https://www.data.example/', email: 'ana@school.test', 'date-time': '2027-03-01T09:00:00.000Z', date: '2027-03-01' };

/** A value that a schema accepts, as small as it can be; `given` holds values for properties by name. */
export function sampleOf(schema: Schema, given: Readonly<Record<string, unknown>> = {}): unknown {
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0] as unknown;
  const choice = (schema['oneOf'] ?? schema['anyOf']) as Schema[] | undefined;
  if (choice) return sampleOf(choice[0]!, given);
  switch ([schema['type']].flat()[0]) {
    case 'object': {
      const required = (schema['required'] ?? []) as string[];
      const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
      return Object.fromEntries(required.map((name) => [name, name in given ? given[name] : sampleOf(properties[name] ?? {}, given)]));
    }
    case 'array':
      return Array.from({ length: (schema['minItems'] as number | undefined) ?? 0 }, () => sampleOf(schema['items'] as Schema, given));
    case 'string':
      return textOf(schema);
    case 'integer':
    case 'number':
      return Math.max(1, (schema['minimum'] as number | undefined) ?? 1, 0);
    case 'boolean':
      return true;
    default:
      return null;
  }
}

function textOf(schema: Schema): string {
  const { format, pattern, minLength } = schema as { format?: string; pattern?: string; minLength?: number };
  if (format && FORMATS[format]) return FORMATS[format];
  const fits = (text: string) => !pattern || new RegExp(pattern, 'u').test(text);
  return CANDIDATES.find((text) => fits(text) && text.length >= (minLength ?? 0)) ?? 'x'.repeat(Math.max(1, minLength ?? 1));
}

/** Names of the properties of a body, those of every alternative included. */
export function propertiesOf(schema: Schema): string[] {
  const choices = ((schema['oneOf'] ?? schema['anyOf'] ?? []) as Schema[]).flatMap(propertiesOf);
  return [...new Set([...Object.keys((schema['properties'] as object | undefined) ?? {}), ...choices])];
}

/** The body with one field set to a JSON text. */
export function withField(body: unknown, name: string, json: string): string {
  const { [name]: _, ...others } = body as Record<string, unknown>;
  const rest = JSON.stringify(others).slice(1, -1);
  return `{${rest}${rest ? ',' : ''}${JSON.stringify(name)}:${json}}`;
}
