/**
 * Who may do what: one pure function over roles with scopes. Administering does not grant authorship.
 * Source: domain.md, "People".
 */

export const ROLES = ['designer', 'reviewer', 'coordinator', 'moderator', 'national-contact', 'administrator'] as const;
export type Role = (typeof ROLES)[number];
export const SCOPES = ['platform', 'course', 'edition', 'country'] as const;
export type ScopeKind = (typeof SCOPES)[number];

/** A role is always a role and where it holds. `id` is null on the platform. */
export type RoleGrant = Readonly<{ role: Role; scope: ScopeKind; id: string | null }>;
export type Roles = Readonly<{ userId: string; roles: readonly RoleGrant[] }>;

/** What an action is done to; whatever is known of it. `ownerIds`: what several own together. `isMember`: whoever asks takes part where it lies. */
export type Subject = Readonly<{ ownerId?: string | null; ownerIds?: readonly string[] | null; isMember?: boolean; courseId?: string | null; editionId?: string | null; country?: string | null }>;

type Rule = Readonly<{
  /** Whoever owns the subject may. */
  owner?: true;
  /** Whoever takes part where the subject lies may. */
  member?: true;
  roles?: readonly Role[];
  /** To others the subject is not even there: 404, not 403. */
  isHidden?: true;
}>;

const RULES = {
  /** One's own account, enrolments, credentials. */
  'self.manage': {},
  'course.create': { roles: ['designer'] },
  'course.author': { roles: ['designer'] },
  'course.read-draft': { roles: ['designer', 'reviewer'] },
  'edition.create': { roles: ['coordinator', 'designer'] },
  'edition.run': { roles: ['coordinator'] },
  /** What participants answered, as a whole: for those who run an edition and those who wrote its course. */
  'survey.read': { roles: ['coordinator', 'designer'] },
  'edition.moderate': { roles: ['coordinator', 'moderator'] },
  'enrolment.use': { owner: true, isHidden: true },
  'enrolment.see': { owner: true, roles: ['coordinator'], isHidden: true },
  /** One's own work, as its author. */
  'submission.own': { owner: true, isHidden: true },
  /** A work that one was lent, or moderates. */
  'submission.judge': { owner: true, roles: ['coordinator', 'moderator'], isHidden: true },
  /** The review that one writes. */
  'review.write': { owner: true, isHidden: true },
  /** A review of one's own work. */
  'review.receive': { owner: true, isHidden: true },
  /** The same, for whoever moderates too. */
  'review.judge': { owner: true, roles: ['coordinator', 'moderator'], isHidden: true },
  /** Read and write where colleagues talk. What is read-only is said by its rules. */
  'discussion.join': { member: true, roles: ['coordinator', 'moderator'] },
  /** One's own post or thread; moderators have acts of their own. */
  'post.own': { owner: true },
  /** A decision about one's own post: read, and appealed. */
  'post-case.answer': { owner: true, isHidden: true },
  'import.see': { owner: true, isHidden: true },
  'batch.see': { owner: true, isHidden: true },
  'certificate.see': { owner: true, roles: ['coordinator'], isHidden: true },
  'country.report': { roles: ['national-contact'] },
  /** What certificates say of recognition in a country. */
  'recognition.keep': { roles: ['national-contact', 'administrator'] },
  'roles.manage': { roles: ['administrator'] },
  'audit.read': { roles: ['administrator'] },
  'keys.renew': { roles: ['administrator'] },
  'jobs.see': { roles: ['administrator'] },
  /** Try again what failed, pause mail, lift what stands in its way. */
  'jobs.mend': { roles: ['administrator'] },
  'clock.move': { roles: ['administrator'] },
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof RULES;
export const ACTIONS = Object.keys(RULES) as Action[];

const ruleOf = (action: Action): Rule => RULES[action];

/** Whether to say "not found" rather than "not allowed". */
export const isHidden = (action: Action): boolean => ruleOf(action).isHidden === true;

/** Whether an actor (null: nobody is signed in) may do this to this subject. */
export function can(actor: Roles | null, action: Action, subject: Subject = {}): boolean {
  if (!actor) return false;
  if (action === 'self.manage') return true;
  const rule = ruleOf(action);
  if (rule.owner && (subject.ownerId === actor.userId || subject.ownerIds?.includes(actor.userId))) return true;
  if (rule.member && subject.isMember) return true;
  return actor.roles.some((grant) => rule.roles?.includes(grant.role) === true && covers(grant, subject));
}

/** Whether an actor holds a role that allows this somewhere: for menus, and for lists of what is theirs. */
export function canSomewhere(actor: Roles | null, action: Action): boolean {
  return actor?.roles.some((grant) => ruleOf(action).roles?.includes(grant.role)) ?? false;
}

function covers(grant: RoleGrant, subject: Subject): boolean {
  switch (grant.scope) {
    case 'platform':
      return true;
    case 'course':
      return grant.id !== null && grant.id === subject.courseId;
    case 'edition':
      return grant.id !== null && grant.id === subject.editionId;
    case 'country':
      return grant.id !== null && grant.id === subject.country;
  }
}
