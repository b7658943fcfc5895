import { opensAt, type Release } from '@academy/editions';

/** What of an enrolment and its edition decides when modules open for a person. */
export type Opening = Readonly<{ activatedAt: Date | null; release: Release; startsAt: Date }>;

/** When a module opens for this person; null while they have no seat. */
export const moduleOpensAt = (opening: Opening, module: Readonly<{ key: string; index: number }>): Date | null =>
  opening.activatedAt && opensAt(opening, module, opening.activatedAt);
