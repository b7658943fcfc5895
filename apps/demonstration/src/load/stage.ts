/** Where it plays; `people`: user ids by the key of the person. `opened`: when the module of the assignment opened, a week before the end of the story. */
export type Stage = Readonly<{ editionId: string; activityKey: string; opened: Date; now: Date; people: ReadonlyMap<string, string>; coordinatorId: string }>;
