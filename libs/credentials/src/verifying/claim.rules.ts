/** Who a readable badge says it is from, and what it says it is for: words of whoever wrote it, and no more. */
export type Claim = {
  issuer: string | null;
  /** An address or another identifier of the issuer. Nobody follows it. */
  issuerId: string | null;
  title: string | null;
  /** Of the credential itself. */
  id: string | null;
};

type Node = Readonly<Record<string, unknown>>;

const LONGEST = 200;
const BADGE = /^(AchievementCredential|OpenBadgeCredential|VerifiableCredential|Assertion)$/;

/** What a document says of itself, if it is an Open Badge (2.0, 3.0) or another verifiable credential; else null. */
export function claimOf(document: unknown): Claim | null {
  if (!isNode(document)) return null;
  // Some JWTs carry the credential as a claim of its own.
  const badge = isNode(document['vc']) ? document['vc'] : document;
  if (!listOf(badge['type']).some((type) => typeof type === 'string' && BADGE.test(type))) return null;
  const subject = nodeOf(badge['credentialSubject']);
  const achievement = nodeOf(subject?.['achievement'] ?? badge['badge']);
  const issuer = badge['issuer'] ?? document['iss'] ?? achievement?.['issuer'] ?? achievement?.['creator'];
  const named = nodeOf(issuer);
  return {
    issuer: wordsOf(named?.['name']),
    issuerId: wordsOf(named ? (named['id'] ?? named['url']) : issuer) ?? (typeof badge['badge'] === 'string' ? wordsOf(badge['badge']) : null),
    title: wordsOf(achievement?.['name'] ?? badge['name']),
    id: wordsOf(badge['id'] ?? document['jti'] ?? nodeOf(badge['verify'] ?? badge['verification'])?.['url']),
  };
}

/** What a compact JWS carries, unproved; null where it is no JSON object. */
export function payloadOf(jwt: string): unknown {
  const payload = jwt.split('.')[1];
  if (payload === undefined) return null;
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString());
  } catch {
    return null;
  }
}

/** Texts may come by language: `{"en": "…"}`. Signs that steer how a text runs are taken out, for they could make it look like another. */
function wordsOf(value: unknown): string | null {
  const text = isNode(value) ? (value['en'] ?? value['@value'] ?? Object.values(value)[0]) : value;
  if (typeof text !== 'string') return null;
  const words = text.slice(0, 1_000).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').replaceAll(/\s+/g, ' ').trim();
  if (words === '') return null;
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value.slice(0, 50) : [value]);
const nodeOf = (value: unknown): Node | null => listOf(value).find(isNode) ?? null;
