import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { ROLES, SCOPES, type RoleGrant, type ScopeKind } from './can.policy';

const knownZones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', 'Etc/UTC']);

/** ISO 3166-1 alpha-2 codes that this Node knows by name. */
const regionNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const isCountry = (code: string): boolean => /^[A-Z]{2}$/.test(code) && regionNames.of(code) !== undefined;

const isLocale = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
};

/** Text on one line: what a header or a list could be broken with is refused. */
const oneLine = (max: number) => z.string().trim().min(1).max(max).regex(/^\P{Cc}*$/u, 'must be one line of text');

/** Letters of any script before the @, and domains of any script, as mail servers take them by now (RFC 6531, IDNA). */
const isAddress = (text: string): boolean => {
  const at = text.lastIndexOf('@');
  return z.regexes.email.test(`${text.slice(0, at).replace(/[^\u0000-\u007f]/g, (letter) => (/[\p{L}\p{M}\p{N}]/u.test(letter) ? 'x' : letter))}@${domainToASCII(text.slice(at + 1))}`);
};
export const Email = z.string().trim().max(254).refine(isAddress, 'is not an e-mail address').meta({ format: 'email' });
export const Password = z.string().min(10, 'needs at least 10 characters').max(200);
export const Country = z.string().refine(isCountry, 'is not a country code such as PT');
export const Locale = z.string().max(35).refine(isLocale, 'is not a language such as pt');
export const TimeZone = z.string().max(64).refine((zone) => knownZones.has(zone), 'is not a time zone such as Europe/Lisbon');
export const PersonName = oneLine(120);

export const Registration = z.strictObject({
  email: Email,
  password: Password,
  displayName: PersonName,
  country: Country,
  locale: Locale,
  timeZone: TimeZone,
});
export type Registration = z.infer<typeof Registration>;

export const Credentials = z.strictObject({ email: z.string().max(254), password: z.string().max(200), code: z.string().max(20).optional() });

export const ProfileChange = z.strictObject({
  displayName: PersonName.optional(),
  certificateName: PersonName.optional(),
  country: Country.optional(),
  locale: Locale.optional(),
  reads: z.array(Locale).max(30).optional(),
  timeZone: TimeZone.optional(),
  school: oneLine(200).nullable().optional(),
  level: oneLine(60).nullable().optional(),
  subjects: z.array(oneLine(60)).max(30).optional(),
});
export type ProfileChange = z.infer<typeof ProfileChange>;

/** `{role, scope?}` as the API writes it: scope `course:<id>`, `edition:<id>`, `country:PT`; none is the platform. */
export const RoleView = z.strictObject({
  role: z.enum(ROLES),
  scope: z.string().max(100).regex(/^(course|edition|country):[A-Za-z0-9-]+$/, 'is course:<id>, edition:<id> or country:<code>').optional(),
});
export type RoleView = z.infer<typeof RoleView>;

export const grantOf = (view: RoleView): RoleGrant => {
  const [scope, id] = view.scope?.split(':') ?? [];
  return { role: view.role, scope: SCOPES.find((kind) => kind === scope) ?? ('platform' satisfies ScopeKind), id: id ?? null };
};
export const viewOfGrant = (grant: RoleGrant): RoleView =>
  grant.scope === 'platform' ? { role: grant.role } : { role: grant.role, scope: `${grant.scope}:${grant.id}` };

export const UserView = z.object({
  id: z.string(),
  email: z.string(),
  displayName: z.string(),
  certificateName: z.string(),
  country: z.string(),
  locale: z.string(),
  reads: z.array(z.string()),
  timeZone: z.string(),
  school: z.string().nullable(),
  level: z.string().nullable(),
  subjects: z.array(z.string()),
  roles: z.array(RoleView),
});
export type UserView = z.infer<typeof UserView>;
