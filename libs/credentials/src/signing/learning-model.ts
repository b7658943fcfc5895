import type { AlignedSkill } from './alignment';
import { instantOf } from './instants';
import { type AwardToSign, hashIdentity } from './open-badge';

/** What the European Learning Model asks of an award beyond an Open Badge. */
export type CourseLearned = { title: string; url: string; /** Of the course: an ISO 639-1 code. */ language: string; hours: number };

/** The two letters of a language, and the three of the EU's Publications Office; what is not here is left out. */
const LANGUAGES: Readonly<Record<string, string>> = {
  bg: 'BUL', cs: 'CES', da: 'DAN', de: 'DEU', el: 'ELL', en: 'ENG', es: 'SPA', et: 'EST', fi: 'FIN', fr: 'FRA', ga: 'GLE', hr: 'HRV', hu: 'HUN', hy: 'HYE', is: 'ISL', it: 'ITA', ka: 'KAT',
  lt: 'LIT', lv: 'LAV', mk: 'MKD', mt: 'MLT', nl: 'NLD', no: 'NOR', pl: 'POL', pt: 'POR', ro: 'RON', ru: 'RUS', sk: 'SLK', sl: 'SLV', sq: 'SQI', sr: 'SRP', sv: 'SWE', tr: 'TUR', uk: 'UKR',
};

/**
 * An award in the shape of the European Learning Model 3 (European Digital Credentials for Learning). It is shaped after
 * the model's published examples; whether a validator of the Commission takes it was not tried, and what makes such a
 * credential official is the seal of an institution, which is not ours to give (see seal.ts).
 */
export function buildLearningModel(award: AwardToSign, course: CourseLearned): object {
  const { badge, issuer } = award;
  const text = (words: string) => ({ [course.language]: [words] });
  const part = (name: string): string => `${award.url}#${name}`;
  const organisation = { id: issuer.url, type: 'Organisation', legalName: { en: [issuer.name] }, homepage: [{ id: issuer.url, type: 'WebResource', contentURL: issuer.url }] };
  const validFrom = instantOf(award.issuedAt);
  const language = languageOf(course.language);
  return {
    '@context': ['https://www.w3.org/2018/credentials/v1', 'http://data.europa.eu/snb/model/context/edc-ap'],
    id: award.url,
    type: ['VerifiableCredential', 'EuropeanDigitalCredential'],
    credentialSchema: [{ id: 'http://data.europa.eu/snb/model/ap/edc-generic-full', type: 'ShaclValidator2017' }],
    credentialProfiles: [{ id: 'http://data.europa.eu/snb/credential/e34929035b', type: 'Concept', inScheme: { id: 'http://data.europa.eu/snb/credential/25831c2', type: 'ConceptScheme' }, prefLabel: { en: ['Generic'] } }],
    issuer: organisation,
    issuanceDate: validFrom,
    issued: validFrom,
    validFrom,
    ...(award.expiresAt ? { validUntil: instantOf(award.expiresAt), expirationDate: instantOf(award.expiresAt) } : {}),
    credentialSubject: {
      id: part('recipient'),
      type: 'Person',
      ...(award.recipient.name === null ? {} : { fullName: { en: [award.recipient.name] } }),
      identifier: [{ id: part('identifier'), type: 'Identifier', notation: `${hashIdentity(award.recipient.email, award.recipient.salt)}$${award.recipient.salt}`, schemeName: 'sha256 of the e-mail address in lower case and the salt' }],
      hasClaim: [
        {
          id: part('achievement'),
          type: 'LearningAchievement',
          title: text(badge.name),
          description: text(badge.description),
          awardedBy: { id: part('awarding'), type: 'AwardingProcess', awardingBody: [organisation], awardingDate: validFrom },
          specifiedBy: [
            {
              id: badge.url,
              type: 'LearningAchievementSpecification',
              title: text(badge.name),
              description: text(badge.criteria),
              ...(badge.skills.length > 0 ? { learningOutcome: badge.skills.map((skill, index) => outcome(skill, `${badge.url}#outcome-${index + 1}`)) } : {}),
            },
          ],
          influencedBy: [
            {
              id: part('course'),
              type: 'LearningActivity',
              title: text(course.title),
              ...(course.hours > 0 ? { workload: `PT${Math.round(course.hours)}H` } : {}),
              awardedBy: { id: part('teaching'), type: 'AwardingProcess', awardingBody: [organisation] },
              specifiedBy: { id: course.url, type: 'LearningActivitySpecification', title: text(course.title), homepage: [{ id: course.url, type: 'WebResource', contentURL: course.url }], ...(language ? { language: [language] } : {}) },
            },
          ],
        },
      ],
    },
    displayParameter: { id: part('display'), type: 'DisplayParameter', title: text(badge.name), description: text(badge.description), ...(language ? { language: [language], primaryLanguage: language } : {}) },
  };
}

/** A skill of ESCO by its address there; another by its code in its framework. */
function outcome(skill: AlignedSkill, id: string): object {
  const title = { en: [skill.name] };
  if (skill.framework === 'ESCO') {
    return { id, type: 'LearningOutcome', title, relatedESCOSkill: [{ id: skill.uri, type: 'Concept', prefLabel: title, inScheme: { id: 'http://data.europa.eu/esco/concept-scheme/skills', type: 'ConceptScheme' } }] };
  }
  return { id, type: 'LearningOutcome', title, additionalNote: [{ type: 'Note', noteLiteral: { en: [`${skill.framework} ${skill.version}, ${skill.code}, ${skill.level}`] } }] };
}

function languageOf(code: string): object | null {
  const letters = LANGUAGES[code.slice(0, 2)];
  return letters ? { id: `http://publications.europa.eu/resource/authority/language/${letters}`, type: 'Concept', inScheme: { id: 'http://publications.europa.eu/resource/authority/language', type: 'ConceptScheme' }, notation: code.slice(0, 2) } : null;
}
