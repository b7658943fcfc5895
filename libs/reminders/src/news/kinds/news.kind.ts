/** What there is to say of a notification now. A kind fills in what it has. */
export type About = Readonly<{
  author?: { id: string; displayName: string } | null;
  title?: string | null;
  /** What somebody wrote, in `language` as the title is. */
  markdown?: string | null;
  language?: string | null;
  course?: string | null;
  edition?: string | null;
  /** New posts of others, new threads, reviews. */
  count?: number;
  /** Which of the sentences of its kind. */
  decision?: string | null;
  spaceId?: string | null;
  postId?: string | null;
  caseId?: string | null;
  enrolmentId?: string | null;
  activityKey?: string | null;
  path?: string | null;
  /** The date that it is about, as it stands now. */
  at?: string | null;
}>;

/** A message `notification.<key>` with what it takes; an instant `at` is told as `date`, where its reader is. */
export type Sentence = readonly [key: string, values?: Readonly<Record<string, string | number>>];

/**
 * A kind of news. Its rows hold ids alone; `about` is SQL for the notification `n` of the person `$1`: one jsonb `About`,
 * or none once it is not for her to read.
 */
export type NewsOf<Kind extends string> = Readonly<{
  kind: Kind;
  about: string;
  leadsTo: (about: About) => string;
  says: (about: About) => Sentence;
  /** Where it is gone; else `notification.gone`. */
  saysGone?: string;
  /** Only the day is kept: the hour would tell when somebody on the other side of a blind review did something. */
  isOfTheDay?: boolean;
}>;

export const newsOf = <Kind extends string>(kind: NewsOf<Kind>): NewsOf<Kind> => kind;
