import { can, canSomewhere, type Role, type ScopeKind } from './can.policy';

const actor = (...roles: [Role, ScopeKind, string | null][]) => ({
  userId: 'me',
  roles: roles.map(([role, scope, id]) => ({ role, scope, id })),
});

describe('who may do what', () => {
  it.each([
    ['nobody', null, 'self.manage', {}, false],
    ['anyone signed in, to what is theirs alone', actor(), 'self.manage', {}, true],
    ['a teacher, to write courses', actor(), 'course.create', {}, false],
    ['a designer of the platform, to write courses', actor(['designer', 'platform', null]), 'course.create', {}, true],
    ['an author of one course, to write new ones', actor(['designer', 'course', 'c1']), 'course.create', {}, false],
    ['an author, to their course', actor(['designer', 'course', 'c1']), 'course.author', { courseId: 'c1' }, true],
    ['an author, to another course', actor(['designer', 'course', 'c1']), 'course.author', { courseId: 'c2' }, false],
    ['an author, to run an edition of their course', actor(['designer', 'course', 'c1']), 'edition.run', { courseId: 'c1', editionId: 'e1' }, false],
    ['an author, to create an edition of their course', actor(['designer', 'course', 'c1']), 'edition.create', { courseId: 'c1' }, true],
    ['an administrator, to author', actor(['administrator', 'platform', null]), 'course.author', { courseId: 'c1' }, false],
    ['a coordinator of the edition', actor(['coordinator', 'edition', 'e1']), 'edition.run', { courseId: 'c1', editionId: 'e1' }, true],
    ['a coordinator of another edition', actor(['coordinator', 'edition', 'e2']), 'edition.run', { courseId: 'c1', editionId: 'e1' }, false],
    ['a coordinator of the course', actor(['coordinator', 'course', 'c1']), 'edition.run', { courseId: 'c1', editionId: 'e1' }, true],
    ['a moderator, to run', actor(['moderator', 'edition', 'e1']), 'edition.run', { editionId: 'e1' }, false],
    ['a moderator, to moderate', actor(['moderator', 'edition', 'e1']), 'edition.moderate', { editionId: 'e1' }, true],
    ['the teacher herself, to her enrolment', actor(), 'enrolment.use', { ownerId: 'me' }, true],
    ['a coordinator, to act in her place', actor(['coordinator', 'platform', null]), 'enrolment.use', { ownerId: 'her' }, false],
    ['a coordinator, to see her enrolment', actor(['coordinator', 'edition', 'e1']), 'enrolment.see', { ownerId: 'her', editionId: 'e1' }, true],
    ['a national contact, to her country', actor(['national-contact', 'country', 'PT']), 'country.report', { country: 'PT' }, true],
    ['a national contact, to another country', actor(['national-contact', 'country', 'PT']), 'country.report', { country: 'ES' }, false],
  ] as const)('%s', (_who, who, action, subject, allowed) => {
    expect(can(who, action, subject)).toBe(allowed);
  });

  it('knows who holds a role anywhere', () => {
    expect(canSomewhere(actor(['designer', 'course', 'c1']), 'course.author')).toBe(true);
    expect(canSomewhere(actor(), 'course.author')).toBe(false);
    expect(canSomewhere(null, 'course.author')).toBe(false);
  });
});
