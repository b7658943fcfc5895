import { createHash } from 'node:crypto';
import { type AlignedSkill, type Alignment, alignmentOf } from './alignment';
import { instantOf } from './instants';
import { statusEntry } from './status-list';

/** All that an award says to the world. Addresses are absolute. */
export type AwardToSign = {
  /** Where the credential is published. */
  url: string;
  /** `id`: in whose name, where that is not the address. */
  issuer: { url: string; name: string; id?: string };
  issuedAt: Date;
  /** Null: for ever. */
  expiresAt: Date | null;
  /** The address is hashed with the salt; `name` only where the holder agreed, else null. */
  recipient: { email: string; salt: string; name: string | null };
  badge: {
    url: string;
    name: string;
    description: string;
    /** Markdown. */
    criteria: string;
    pictureUrl: string;
    /** Of the kinds that Open Badges 3.0 lists. */
    achievementType: 'Badge' | 'Course' | 'LearningProgram' | 'CommunityService';
    skills: AlignedSkill[];
  };
  /** Only what the holder agreed to show. */
  evidence: { title: string; text: string; url: string | null }[];
  /** Where the bit is that says whether it was revoked. */
  status: { listUrl: string; index: number };
};

type IdentityObject = { type: 'IdentityObject'; hashed: boolean; identityHash: string; identityType: 'emailAddress' | 'name'; salt?: string };

export type OpenBadge = {
  '@context': string[];
  id: string;
  type: string[];
  name: string;
  issuer: { id: string; type: string[]; name: string; url: string };
  validFrom: string;
  validUntil?: string;
  credentialSubject: {
    id: string;
    type: string[];
    identifier: IdentityObject[];
    achievement: {
      id: string;
      type: string[];
      achievementType: string;
      name: string;
      description: string;
      criteria: { narrative: string };
      image: { id: string; type: 'Image'; caption: string };
      alignment?: ({ type: string[]; targetType: string } & Alignment)[];
    };
  };
  evidence?: { id?: string; type: string[]; name: string; narrative: string }[];
  credentialStatus: ReturnType<typeof statusEntry>;
  credentialSchema: { id: string; type: string }[];
};

/** The two that every Open Badge 3.0 begins with, in this order, and that in which the kind of its schema is said. */
export const OPEN_BADGE_CONTEXTS = ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json', 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'];

/** The unsigned credential of an award. Source: 1EdTech, Open Badges Specification 3.0 (context 3.0.3). */
export function buildOpenBadge(award: AwardToSign): OpenBadge {
  const { badge } = award;
  const issuer = { id: award.issuer.id ?? award.issuer.url, type: ['Profile'], name: award.issuer.name, url: award.issuer.url };
  return {
    '@context': OPEN_BADGE_CONTEXTS,
    id: award.url,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: badge.name,
    issuer,
    validFrom: instantOf(award.issuedAt),
    ...(award.expiresAt ? { validUntil: instantOf(award.expiresAt) } : {}),
    credentialSubject: {
      // The holder as of this award alone: verifiers ask for a subject, and two awards must not be traced to one person by it.
      id: `${award.url}#recipient`,
      type: ['AchievementSubject'],
      identifier: identifiers(award.recipient),
      achievement: {
        id: badge.url,
        type: ['Achievement'],
        achievementType: badge.achievementType,
        name: badge.name,
        description: badge.description,
        criteria: { narrative: badge.criteria },
        // No creator: he would be the issuer once more, and a graph does not tell of which of the two a name was taken away.
        image: { id: badge.pictureUrl, type: 'Image', caption: badge.name },
        ...(badge.skills.length > 0 ? { alignment: badge.skills.map((skill) => ({ type: ['Alignment'], ...alignmentOf(skill), targetType: 'ceasn:Competency' })) } : {}),
      },
    },
    ...(award.evidence.length > 0 ? { evidence: award.evidence.map(({ title, text, url }) => ({ ...(url ? { id: url } : {}), type: ['Evidence'], name: title, narrative: text })) } : {}),
    credentialStatus: statusEntry(award.status.listUrl, award.status.index),
    credentialSchema: [{ id: 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json', type: '1EdTechJsonSchemaValidator2019' }],
  };
}

/** `sha256$` and the hash of address and salt, in hexadecimal; the address in lower case. Open Badges 2.0 hashes the same way. */
export function hashIdentity(email: string, salt: string): string {
  return `sha256$${createHash('sha256').update(email.trim().toLowerCase() + salt).digest('hex')}`;
}

function identifiers({ email, salt, name }: AwardToSign['recipient']): IdentityObject[] {
  const address: IdentityObject = { type: 'IdentityObject', hashed: true, identityHash: hashIdentity(email, salt), identityType: 'emailAddress', salt };
  return name === null ? [address] : [address, { type: 'IdentityObject', hashed: false, identityHash: name, identityType: 'name' }];
}
