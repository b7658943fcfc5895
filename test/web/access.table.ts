import type { Cast, Kind, World } from '../support/actors';
import type { Route } from '../../apps/web/src/http/routes';

const EVERYBODY_SIGNED_IN: Kind[] = [
  'teacher', 'colleague', 'author', 'author of another course', 'reviewer', 'coordinator', 'coordinator of another edition', 'moderator',
  'national contact', 'administrator', 'platform designer', 'platform coordinator',
];

/** Who may do what, said again by hand: a change of `can()` that was not meant shows here. `hidden`: to others it is not even there. */
type Row = { may: Kind[]; hidden?: true; /** What a role is held for has to be named by the route. */ needsSubject?: true };
export const ALLOWED: Record<string, Row> = {
  anyone: { may: ['nobody', ...EVERYBODY_SIGNED_IN] },
  'signed-in': { may: EVERYBODY_SIGNED_IN },
  'self.manage': { may: EVERYBODY_SIGNED_IN },
  'course.create': { may: ['platform designer'] },
  'course.author': { may: ['author', 'platform designer'], needsSubject: true },
  'course.read-draft': { may: ['author', 'reviewer', 'platform designer'], needsSubject: true },
  'edition.create': { may: ['author', 'platform designer', 'platform coordinator'], needsSubject: true },
  'edition.run': { may: ['coordinator', 'platform coordinator'], needsSubject: true },
  'survey.read': { may: ['author', 'platform designer', 'coordinator', 'platform coordinator'], needsSubject: true },
  'edition.moderate': { may: ['coordinator', 'moderator', 'platform coordinator'], needsSubject: true },
  'enrolment.use': { may: ['teacher'], hidden: true, needsSubject: true },
  'enrolment.see': { may: ['teacher', 'coordinator', 'platform coordinator'], hidden: true, needsSubject: true },
  'submission.own': { may: ['teacher'], hidden: true, needsSubject: true },
  'submission.judge': { may: ['colleague', 'coordinator', 'moderator', 'platform coordinator'], hidden: true, needsSubject: true },
  'review.write': { may: ['colleague'], hidden: true, needsSubject: true },
  'review.receive': { may: ['teacher'], hidden: true, needsSubject: true },
  'review.judge': { may: ['teacher', 'coordinator', 'moderator', 'platform coordinator'], hidden: true, needsSubject: true },
  'discussion.join': { may: ['teacher', 'colleague', 'author', 'platform designer', 'coordinator', 'moderator', 'platform coordinator'], needsSubject: true },
  'post.own': { may: ['teacher'], needsSubject: true },
  'post-case.answer': { may: ['teacher'], hidden: true, needsSubject: true },
  'import.see': { may: ['author'], hidden: true, needsSubject: true },
  'batch.see': { may: ['coordinator'], hidden: true, needsSubject: true },
  'certificate.see': { may: ['teacher', 'coordinator', 'platform coordinator'], hidden: true, needsSubject: true },
  'country.report': { may: ['national contact'], needsSubject: true },
  'recognition.keep': { may: ['national contact', 'administrator'], needsSubject: true },
  'roles.manage': { may: ['administrator'] },
  'audit.read': { may: ['administrator'] },
  'keys.renew': { may: ['administrator'] },
  'jobs.see': { may: ['administrator'] },
  'jobs.mend': { may: ['administrator'] },
  'clock.move': { may: ['administrator'] },
};

/** The same, for routes that open to whoever holds such a role anywhere. */
export const ALLOWED_SOMEWHERE: Record<string, Kind[]> = {
  'course.create': ['author', 'author of another course', 'platform designer'],
  'course.author': ['author', 'author of another course', 'platform designer'],
  'course.read-draft': ['author', 'author of another course', 'reviewer', 'platform designer'],
  'edition.create': ['author', 'author of another course', 'platform designer', 'coordinator', 'coordinator of another edition', 'platform coordinator'],
  'edition.run': ['coordinator', 'coordinator of another edition', 'platform coordinator'],
  'edition.moderate': ['coordinator', 'coordinator of another edition', 'moderator', 'platform coordinator'],
  'recognition.keep': ['national contact', 'administrator'],
};

export const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

/** Routes that decide more than they declare, each with who gets through and what the others are told. */
const DECIDED_INSIDE: Record<string, { may: Kind[]; otherwise: number }> = {
  // One's own posts are there for good; who has none and takes no part is not told of the place.
  ...Object.fromEntries(['GET /discussions/:spaceId/mine', 'GET /discussions/:spaceId/mine.zip', 'GET /api/v1/editions/:id/threads/mine.zip'].map((name) => [name, { may: ALLOWED['discussion.join']!.may, otherwise: 404 }])),
  // Whoever takes part has a page of it.
  ...Object.fromEntries(['GET /editions/:id/activities/:key', 'GET /editions/:id/activities/:key/calendar.ics'].map((name) => [name, { may: ['teacher', 'colleague'] as Kind[], otherwise: 404 }])),
  'GET /api/v1/certificates/:file': { may: ['teacher', 'coordinator', 'platform coordinator'], otherwise: 404 },
  // Nothing is like the work of this world.
  'GET /coordination/submissions/:id/likeness/:otherId': { may: [], otherwise: 404 },
  // Nobody was told anything, and no feed has this address.
  'GET /me/notifications/:id': { may: [], otherwise: 404 },
  'POST /me/notifications/:id/reading': { may: [], otherwise: 404 },
  'GET /discussions/feeds/:token': { may: [], otherwise: 404 },
  'GET /calendar/:file': { may: [], otherwise: 404 },
  // Nobody signs the certificates of this world.
  'POST /coordination/courses/:id/certificate-design/signatures/:signatureId/removal': { may: [], otherwise: 404 },
  // This mail was never written.
  'GET /operations/mail/letters/:mailId': { may: [], otherwise: 404 },
  'GET /api/v1/operations/mail/:mailId': { may: [], otherwise: 404 },
  'POST /operations/mail/letters/:mailId/retry': { may: [], otherwise: 404 },
  // The thread of this world is no wall.
  'GET /threads/:id/contributions/:postId': { may: [], otherwise: 404 },
  'POST /coordination/new': { may: ['author', 'platform designer', 'platform coordinator'], otherwise: 403 },
};

/** What each kind of person is told: null where they get through. */
export function expectationOf(route: Route): Record<string, number | null> {
  const { permission, somewhere } = route.allowed!;
  const { may, hidden } = somewhere ? { may: ALLOWED_SOMEWHERE[permission]!, hidden: undefined } : ALLOWED[permission]!;
  const inside = DECIDED_INSIDE[nameOf(route)];
  const refusal = (kind: Kind): number | null => {
    if (may.includes(kind)) return inside && !inside.may.includes(kind) ? inside.otherwise : null;
    return kind === 'nobody' ? 401 : hidden ? 404 : 403;
  };
  return Object.fromEntries((['nobody', ...EVERYBODY_SIGNED_IN] as Kind[]).map((kind) => [kind, refusal(kind)]));
}

/** What stands for `:id` after each of these. */
const AFTER: Record<string, keyof World> = {
  courses: 'courseId', editions: 'editionId', enrolments: 'enrolmentId', learning: 'enrolmentId', people: 'enrolmentId', attempts: 'attemptId', awards: 'awardId',
  certificates: 'certificateId', badges: 'badgeId', batches: 'batchId', imports: 'importId', media: 'mediaId', 'status-lists': 'statusListId', submissions: 'submissionId', reviews: 'reviewId', 'received-reviews': 'reviewId', scenarios: 'submissionId', 'review-cases': 'caseId', threads: 'threadId', posts: 'postId', files: 'postFileId', moderation: 'postCaseId', notifications: 'postId', 'post-cases': 'decidedCaseId', team: 'memberId', users: 'memberId', shares: 'shareId',
};
const KEY_OF: [RegExp, string][] = [
  [/editions\/:id\/(activities|live-events)\/:key|:key\/attendance/, 'meet'],
  [/assignments\/:key|:key\/(submission|reviews|training|volunteering|help|grade|reviewing|work)/, 'essay'],
  [/\/(modules|:items)\/:key/, 'm1'], [/\/sections\/:key/, 's1'], [/:key\/(attempts|:parts)|:parts\/:key/, 'quiz'], [/:key\/reflection/, 'diary'], [/:key\/answers|surveys\/:key/, 'wishes'], [/:key\/(mark|complete)/, 'talk'], [/:key/, 'read'],
];

/** What a parameter stands for in this world, by its name, or for `:id` by what stands before it. */
function meaningOf(route: Route, name: string, before: string, world: World, cast: Cast): string | undefined {
  switch (name) {
    case 'idOrSlug':
      return world.slug;
    case 'key':
      return KEY_OF.find(([pattern]) => pattern.test(route.path))?.[1];
    case 'kind':
      if (before === 'reactions') return 'thanks';
      if (before === 'reminders' || before === 'reminder-rules') return 'away';
      return before === 'activities' ? 'page' : 'certificates';
    case 'credentialId':
      return world.certificateId;
    case 'items':
      return 'modules';
    case 'parts':
      return 'questions';
    case 'part':
      return 'q1';
    case 'code':
      return before === 'join' ? world.joinCode : world.code;
    case 'topic':
      return 'certificate';
    case 'token':
      return before === 'credentials' ? world.shareToken : cast.unsubscribeToken();
    case 'kid':
      return cast.kid;
    case 'file':
      return before === 'badges' ? `${world.badgeId}.svg` : `${world.certificateId}.pdf`;
    case 'mailId':
      return world.courseId;
    case 'factId':
      return '999999999999';
    case 'listener':
      return 'reminders.welcome';
    case 'country':
      return 'PT';
    case 'textId':
      return cast.textId;
    // Nobody signed, and no name was asked for.
    case 'signatureId':
    case 'correctionId':
      return world.courseId;
    case 'number':
      return '1';
    case 'example':
      return 'model';
    case 'spaceId':
      return world.editionId;
    case 'place':
      return `new:${world.editionId}`;
    case 'otherId':
      return world.submissionId;
    case 'userId':
      return before === 'team' ? world.memberId : world.colleagueId;
    case 'id':
      return before === 'mail' ? cast.mailId : world[AFTER[before] as keyof World];
    default:
      return world[name as keyof World];
  }
}

/** What a route is asked with after the `?`, where it needs that to decide. */
const QUERY: Record<string, (world: World) => string> = { 'POST /coordination/new': ({ courseId }) => `?course=${courseId}` };

/** A path of this world. Throws for a parameter that nothing here stands for. */
export function pathIn(route: Route, world: World, cast: Cast): string {
  const pieces = route.path.split('/');
  const filled = pieces.map((piece, index) => {
    if (!piece.startsWith(':')) return piece;
    const [parameter = '', ending] = piece.slice(1).split('.');
    const before = pieces.slice(0, index).filter((each) => !each.startsWith(':')).at(-1) ?? '';
    const meaning = meaningOf(route, parameter, before, world, cast);
    if (meaning === undefined) throw new Error(`Say in access.table.ts what ${piece} stands for in ${nameOf(route)}.`);
    return encodeURIComponent(meaning) + (ending ? `.${ending}` : '');
  });
  return filled.join('/') + (QUERY[nameOf(route)]?.(world) ?? '');
}
