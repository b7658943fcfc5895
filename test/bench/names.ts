import { createHash } from 'node:crypto';

/** How large the world of the bench is: that of research on speed, so that figures can be compared. */
export const PEOPLE = 5_000;
export const ENROLLED = 2_000;
export const ACTIVITIES = 31;
export const COURSES = 30;
export const SMALL_EDITIONS = 50;
/** Number of the first activity of the second module, from which on nobody has seen anything. */
export const UNSEEN = 9;
export const SEEN = 5;

/** Names that every process of the bench can work out for itself. */
const idOf = (kind: number, number: number): string => `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(number).padStart(12, '0')}`;
export const personId = (number: number): string => idOf(1, number);
export const enrolmentId = (number: number): string => idOf(2, number);
/** 0 is the large edition, with 2,000 enrolled; 1 to 50 are small ones, with nobody in them yet. */
export const editionId = (number: number): string => idOf(3, number);
export const activityKey = (number: number): string => `activity-${String(number).padStart(2, '0')}`;
export const tokenOf = (kind: 'bearer' | 'cookie', number: number): string => createHash('sha256').update(`${kind} ${number}`).digest('base64url');
