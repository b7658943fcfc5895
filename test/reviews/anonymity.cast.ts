import type { Json } from '../support/client';
import type { Identity } from './support';

/** `other` is who differs between two worlds; the rest are the same people in each, and look on. */
export const ROLES = ['ana', 'berta', 'carla', 'other'] as const;
export type Role = (typeof ROLES)[number];
export const ONLOOKERS = ['ana', 'berta', 'carla'] as const;
export type Onlooker = (typeof ONLOOKERS)[number];
/** Words by which a work is known, in every world the same. */
const WORKS: Record<Role, string> = { ana: 'lantern', berta: 'harbour', carla: 'meadow', other: 'orchard' };

export const sameEverywhere = (role: Onlooker): Identity => ({
  id: { ana: '5a5a5a5a-1111-4111-8111-111111111111', berta: '5b5b5b5b-2222-4222-8222-222222222222', carla: '5c5c5c5c-3333-4333-8333-333333333333' }[role],
  displayName: { ana: 'Ana', berta: 'Berta', carla: 'Carla' }[role],
  certificateName: `${role} of the same world`,
  email: `${role}@people.test`,
  country: 'PT',
  locale: role === 'carla' ? 'de' : 'en',
  timeZone: role === 'berta' ? 'Europe/Athens' : 'Europe/Lisbon',
  school: `School of ${role}`,
  browser: 'en',
});

export const textOf = (role: Role): string => `# The ${WORKS[role]} lesson\n\nPupils meet at the ${WORKS[role]} and count what passes for ten minutes, twice. They compare their counts and say what they doubt.`;

/** What one reviewer says of one work; no two say the same. */
export function wordsOf(role: Role, text: string): Json {
  const about = Object.values(WORKS).find((word) => text.includes(word))!;
  const points = 2 + ((ROLES.indexOf(role) + about.length) % 2);
  const sentence = `Reviewer ${WORKS[role]} on the ${about}: the two counts are what I would keep, and the talk about doubt needs a question to begin with.`;
  return { scores: { aims: `l${points}`, pupils: 'l2' }, comments: { pupils: `They compare at the ${about}, seen from the ${WORKS[role]}.` }, overall: sentence, keeps: `The second count at the ${about}, as ${WORKS[role]} saw it.`, suggests: `Begin with a question about the ${about}, by ${WORKS[role]}.` };
}
