/** Rows as they lie in their tables, read plainly: all that the naive recomputation knows. */

/** `meetsAt`: when its webinar is, null where there is none any more. */
export type EditionRow = Readonly<{ id: string; courseId: string; state: string; startsAt: Date; endsAt: Date; deadlines: Record<string, { submitBy?: string }>; meetsAt: Date | null }>;
export type PersonRow = Readonly<{ id: string; zone: string; country: string; locale: string }>;
export type EnrolmentRow = Readonly<{ id: string; userId: string; editionId: string; state: string; enrolledAt: Date; activatedAt: Date | null; lastActiveAt: Date | null; completedAt: Date | null }>;
export type RuleRow = Readonly<{
  kind: string; courseId: string | null; editionId: string | null; isOn: boolean; offsets: number[]; inApp: boolean; email: boolean; holdOut: number;
  audience: { countries: string[]; languages: string[]; onlyFirstTimers: boolean };
}>;
export type CertificateRow = Readonly<{ id: string; enrolmentId: string; kind: string; isStored: boolean; issuedAt: Date; fetchedAt: Date | null; isOver: boolean }>;
export type AwardRow = Readonly<{ id: string; enrolmentId: string; expiresAt: Date | null; isOver: boolean }>;
export type WorkRow = Readonly<{ state: string; createdAt: Date }>;
/** Evidence as `activity evidence`, and when the last came. */
export type DoneRow = Readonly<{ evidence: readonly string[]; latest: Date }>;
export type WishRow = Readonly<{ inApp: boolean; email: string }>;
export type RhythmRow = Readonly<{ otherEmail: string; isSilent: boolean; from: number | null; to: number | null; cap: number | null }>;

export type World = Readonly<{
  editions: ReadonlyMap<string, EditionRow>;
  people: ReadonlyMap<string, PersonRow>;
  enrolments: ReadonlyMap<string, EnrolmentRow>;
  /** By enrolment. */
  done: ReadonlyMap<string, DoneRow>;
  works: ReadonlyMap<string, WorkRow>;
  /** `enrolment module` */
  completed: ReadonlySet<string>;
  certificates: readonly CertificateRow[];
  awards: readonly AwardRow[];
  rules: readonly RuleRow[];
  /** `user kind` */
  wishes: ReadonlyMap<string, WishRow>;
  rhythms: ReadonlyMap<string, RhythmRow>;
  pool: Pool;
}>;

export type DutyRow = Readonly<{ editionId: string; userId: string; enrolmentId: string; owes: number; owedBy: Date | null; reads: readonly string[] }>;
export type ClaimRow = Readonly<{ id: string; submissionId: string; editionId: string; userId: string; enrolmentId: string; state: string; expiresAt: Date }>;
export type LentWorkRow = Readonly<{ id: string; editionId: string; state: string; isHeld: boolean; wanted: number; language: string; authorIds: readonly string[] }>;
/** Of the one assignment in each edition, in its first round. */
export type Pool = Readonly<{ duties: readonly DutyRow[]; claims: readonly ClaimRow[]; works: readonly LentWorkRow[] }>;
