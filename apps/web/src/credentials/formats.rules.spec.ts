import { wantedFormat } from './formats.rules';

it.each([
  [undefined, undefined, 'jwt'],
  [undefined, '*/*', 'jwt'],
  [undefined, 'text/html,application/xhtml+xml,*/*;q=0.8', 'jwt'],
  [undefined, 'application/json', 'json'],
  [undefined, 'application/json, text/plain, */*', 'json'],
  [undefined, 'application/ld+json;q=0.5, application/vc+jwt', 'jwt'],
  [undefined, 'application/vc+jwt;q=0, application/vc', 'json'],
  [undefined, 'application/json;q=many', 'jwt'],
  [undefined, ',;,;q=1', 'jwt'],
  ['ob2', 'application/json', 'ob2'],
  ['jwt', 'application/json', 'jwt'],
] as const)('named %s, accepting %s: %s', (named, accept, format) => expect(wantedFormat(named, accept)).toBe(format));
