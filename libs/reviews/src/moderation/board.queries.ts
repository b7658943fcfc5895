import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import { ReviewExpectation } from '../allocation/expectation.service';
import { CASE_KINDS, type CaseKind } from '../grade.entities';
import { SUBMISSION_STATES, type SubmissionState } from '../submission.entity';
import type { BoardSummary } from './board.filter';

type Cell = { round: number; language: string; state: SubmissionState; works: number; late: number; held: number; short: number; wanted: number; finished: number; lent: number; ungiven: number };
type People = { owing: number; owed: number; noShows: number; volunteers: number };
type Waiting = { kind: CaseKind; open: number; overdue: number };
type Glance = { cells: Cell[]; people: People; waiting: Waiting[] };

const CELLS = `
  SELECT s.round, s.language, s.state, count(*)::int AS works, count(*) FILTER (WHERE s.is_late) AS late, count(*) FILTER (WHERE s.is_held) AS held,
         count(*) FILTER (WHERE s.state IN ('submitted', 'in-review') AND s.finished < s.wanted) AS short,
         sum(s.wanted) AS wanted, sum(s.finished) AS finished, sum(s.lent) AS lent, count(g.id) AS ungiven
  FROM submission s LEFT JOIN grade g ON g.submission_id = s.id AND g.superseded_at IS NULL AND g.released_at IS NULL
  WHERE s.edition_id = $1 AND s.activity_key = $2 GROUP BY s.round, s.language, s.state`;
const PEOPLE = `
  SELECT count(*) FILTER (WHERE given + waived < to_give) AS owing, coalesce(sum(greatest(to_give - given - waived, 0)), 0) AS owed,
         count(*) FILTER (WHERE given = 0 AND waived < to_give AND owed_by < academy_now()) AS "noShows", count(*) FILTER (WHERE is_volunteer) AS volunteers
  FROM review_duty WHERE edition_id = $1 AND activity_key = $2`;
const WAITING = `
  SELECT kind, count(*) AS open, count(*) FILTER (WHERE due_at < academy_now()) AS overdue
  FROM review_case WHERE edition_id = $1 AND activity_key = $2 AND state = 'open' GROUP BY kind`;
const listed = (rows: string): string => `coalesce((SELECT jsonb_agg(line) FROM (${rows}) AS line), '[]')`;
const GLANCE = `SELECT ${listed(CELLS)} AS cells, (SELECT to_jsonb(line) FROM (${PEOPLE}) AS line) AS people, ${listed(WAITING)} AS waiting`;

/** One assignment of one edition at a glance. */
@Injectable()
export class BoardQueries {
  constructor(
    private readonly database: Database,
    private readonly expectation: ReviewExpectation,
  ) {}

  async summary(editionId: string, activityKey: string): Promise<BoardSummary> {
    const { cells, people, waiting } = (await this.database.one<Glance>(GLANCE, [editionId, activityKey]))!;
    const sum = (of: (cell: Cell) => number, some: (cell: Cell) => boolean = () => true) => cells.filter(some).reduce((total, cell) => total + of(cell), 0);
    const rounds = [...new Set(cells.filter(({ short }) => short > 0).map(({ round }) => round))];
    const gaps = await Promise.all(rounds.map(async (round) => (await this.expectation.expectedGap({ editionId, activityKey, round })).map((gap) => ({ round, ...gap }))));
    const open = (kind: CaseKind) => waiting.find((each) => each.kind === kind)?.open ?? 0;
    return {
      states: Object.fromEntries(SUBMISSION_STATES.map((state) => [state, sum(({ works }) => works, (cell) => cell.state === state)])) as BoardSummary['states'],
      languages: [...new Set(cells.map(({ language }) => language))].sort().map((language) => {
        const isIn = (cell: Cell) => cell.language === language && cell.state !== 'draft' && cell.state !== 'withdrawn';
        return { language, submissions: sum(({ works }) => works, isIn), wanted: sum(({ wanted }) => wanted, isIn), finished: sum(({ finished }) => finished, isIn), short: sum(({ short }) => short, isIn) };
      }),
      short: sum(({ short }) => short),
      late: sum(({ late }) => late),
      held: sum(({ held }) => held),
      wanted: sum(({ wanted }) => wanted, ({ state }) => state !== 'draft' && state !== 'withdrawn'),
      finished: sum(({ finished }) => finished),
      claims: sum(({ lent }) => lent),
      ...people,
      flags: open('flagged-submission') + open('flagged-review'),
      appeals: open('appeal'),
      cases: Object.fromEntries(CASE_KINDS.map((kind) => [kind, open(kind)])) as BoardSummary['cases'],
      overdue: waiting.reduce((total, { overdue }) => total + overdue, 0),
      gradesToRelease: sum(({ ungiven }) => ungiven),
      expectedGap: gaps.flat(),
    };
  }
}
