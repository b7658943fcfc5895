import { Injectable } from '@nestjs/common';
import { Clock, Database, found, NotFound } from '@academy/platform';
import { type ActivityOf, type SurveyQuestion, type VersionOutline, Versions } from '@academy/courses';
import { activitiesOf } from '../completion.rules';
import { type Counted, countedOf, type LanguageGroup, languagesShown, type Tally } from './result.rules';
import { isOver, TOGETHER } from './survey.rules';

/** `more`: texts that are there and not listed. `elsewhere`: the same scale in other surveys of the course, each told as a whole. */
export type QuestionResult = Counted & Readonly<{ texts: readonly ShownText[]; more: number; elsewhere: readonly (Counted & { survey: string; isEarlier: boolean })[] }>;
/** `language`: null where it might tell whose text it is. */
export type ShownText = Readonly<{ text: string; language: string | null }>;
export type SurveyStanding = Readonly<{
  activityKey: string;
  title: string;
  /** Answers that are told; 0 below five. */
  counted: number;
  /** How many more are wanted before anything is told. */
  wanted: number;
  /** Nobody can answer any more. */
  isOver: boolean;
  /** Answers that stay untold for good: the last ones, and too few. */
  untold: number;
}>;
export type SurveyResult = SurveyStanding & Readonly<{ languages: readonly LanguageGroup[]; language: string | null; questions: readonly QuestionResult[] }>;

type Edition = Readonly<{ versionId: string; editionState: string; stateSince: Date }>;
type Survey = ActivityOf<'survey'>;
/** Texts of one question on a page; a download has all. */
export const TEXTS_SHOWN = 100;

const OF = 'edition_id = $1 AND activity_key = $2 AND is_counted AND ($3::text IS NULL OR language = $3)';

/** What surveys of an edition brought. Below five answers nothing is told; by language only once no answer can come any more. */
@Injectable()
export class SurveyResults {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly versions: Versions,
  ) {}

  /** The surveys of an edition, in the order of the course. Throws NotFound. */
  async list(editionId: string): Promise<SurveyStanding[]> {
    const edition = await this.edition(editionId);
    const counts = await this.database.query<{ key: string; counted: number; untold: number; inBox: number }>(
      `SELECT key, sum(counted)::int AS counted, sum(untold)::int AS untold, sum(waiting)::int AS "inBox" FROM (
         SELECT activity_key AS key, count(*) FILTER (WHERE is_counted) AS counted, count(*) FILTER (WHERE NOT is_counted) AS untold, 0 AS waiting FROM survey_answer WHERE edition_id = $1 GROUP BY 1
         UNION ALL SELECT activity_key, 0, 0, count(*) FROM survey_box WHERE edition_id = $1 GROUP BY 1) c GROUP BY key`,
      [editionId],
    );
    const over = isOver(edition, this.clock.now());
    return surveysOf(await this.versions.outline(edition.versionId)).map(({ key, title }) => {
      const { counted, untold, inBox } = counts.find((count) => count.key === key) ?? { counted: 0, untold: 0, inBox: 0 };
      const isTold = counted >= TOGETHER;
      return { activityKey: key, title, counted: isTold ? counted : 0, wanted: isTold ? 0 : Math.max(0, TOGETHER - counted - inBox), isOver: over, untold: isTold ? untold : 0 };
    });
  }

  /** One survey's results. `texts`: at most so many of each question. Throws NotFound; below five answers there are no questions in it. */
  async of(editionId: string, activityKey: string, language: string | null, texts = TEXTS_SHOWN): Promise<SurveyResult> {
    const standing = found((await this.list(editionId)).find((each) => each.activityKey === activityKey) ?? null, 'survey');
    if (standing.counted === 0) return { ...standing, languages: [], language: null, questions: [] };
    const { versionId } = await this.edition(editionId);
    const survey = await this.survey(versionId, activityKey);
    const groups = await this.database.query<LanguageGroup>('SELECT language, count(*)::int AS count FROM survey_answer WHERE edition_id = $1 AND activity_key = $2 AND is_counted GROUP BY 1', [editionId, activityKey]);
    const languages = standing.isOver ? languagesShown(groups) : [];
    const chosen = languages.find((group) => group.language === language)?.language ?? null;
    const [counted, written, others] = await Promise.all([
      this.counted(survey, editionId, chosen),
      this.texts(editionId, activityKey, chosen, texts),
      this.others(versionId, editionId, activityKey),
    ]);
    const named = new Set(languages.map((group) => group.language));
    const questions = counted.map((question) => {
      const own = written.filter(({ key }) => key === question.key).map(({ text, language: of }) => ({ text, language: named.has(of) ? of : null }));
      return { ...question, texts: own, more: question.type === 'text' ? question.answered - own.length : 0, elsewhere: others.flatMap((other) => other.filter((scale) => isSame(scale, question))) };
    });
    return { ...standing, languages, language: chosen, questions };
  }

  private async counted({ key: activityKey, questions }: Survey, editionId: string, language: string | null): Promise<Counted[]> {
    const tallies = await this.database.query<Tally & { type: 'people' | 'value' }>(
      `SELECT 'people' AS type, e.key, '' AS value, count(*)::int AS count FROM survey_answer a CROSS JOIN LATERAL jsonb_object_keys(a.answers) AS e (key) WHERE ${OF} GROUP BY 2
       UNION ALL
       SELECT 'value', e.key, v.value #>> '{}', count(*)::int FROM survey_answer a CROSS JOIN LATERAL jsonb_each(a.answers) AS e (key, value)
         CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(e.value) WHEN 'array' THEN e.value ELSE jsonb_build_array(e.value) END) AS v (value)
       WHERE ${OF} AND e.key = ANY ($4::text[]) GROUP BY 2, 3`,
      [editionId, activityKey, language, questions.filter(({ type }) => type !== 'text').map(({ key }) => key)],
    );
    const [people, values] = (['people', 'value'] as const).map((type) => tallies.filter((tally) => tally.type === type));
    return questions.map((question) => countedOf(question, people!.find(({ key }) => key === question.key)?.count ?? 0, values!));
  }

  /** Texts, those of each question in an order of its own, so that none can be put together with another of the same person. */
  private texts(editionId: string, activityKey: string, language: string | null, most: number): Promise<{ key: string; text: string; language: string }[]> {
    return this.database.query(
      `SELECT key, text, language FROM (
         SELECT e.key, e.value #>> '{}' AS text, a.language, row_number() OVER (PARTITION BY e.key ORDER BY md5(a.id || e.key)) AS place
         FROM survey_answer a CROSS JOIN LATERAL jsonb_each(a.answers) AS e (key, value)
           JOIN version_activity v ON v.version_id = (SELECT version_id FROM edition WHERE id = $1) AND v.key = $2
           JOIN LATERAL jsonb_array_elements(v.activity -> 'questions') AS q (question) ON q.question ->> 'key' = e.key AND q.question ->> 'type' = 'text'
         WHERE a.edition_id = $1 AND a.activity_key = $2 AND a.is_counted AND ($3::text IS NULL OR a.language = $3)) t WHERE place <= $4 ORDER BY key, place`,
      [editionId, activityKey, language, most],
    );
  }

  /** Scales of the course's other surveys in this edition, where those are told. Never by person, and never by language. */
  private async others(versionId: string, editionId: string, activityKey: string): Promise<(Counted & { survey: string; isEarlier: boolean })[][]> {
    const surveys = surveysOf(await this.versions.outline(versionId));
    const here = surveys.findIndex(({ key }) => key === activityKey);
    const told = new Set((await this.list(editionId)).filter(({ counted }) => counted > 0).map((standing) => standing.activityKey));
    return Promise.all(
      surveys.flatMap(({ key, title }, at) =>
        key === activityKey || !told.has(key) ? [] : [this.survey(versionId, key).then(async (survey) => (await this.counted(survey, editionId, null)).filter(({ type }) => type === 'scale').map((scale) => ({ ...scale, survey: title, isEarlier: at < here })))],
      ),
    );
  }

  private async edition(editionId: string): Promise<Edition> {
    return found(await this.database.one<Edition>('SELECT version_id AS "versionId", state AS "editionState", state_since AS "stateSince" FROM edition WHERE id = $1', [editionId]), 'edition');
  }

  private async survey(versionId: string, key: string): Promise<Survey> {
    const activity = await this.versions.activity(versionId, key);
    if (activity?.kind !== 'survey') throw new NotFound('survey');
    return activity;
  }
}

/** Surveys of a course, in its order. */
export const surveysOf = ({ modules }: Pick<VersionOutline, 'modules'>) => modules.flatMap(activitiesOf).filter(({ kind }) => kind === 'survey');

const isSame = (scale: Counted, question: { key: string; type: SurveyQuestion['type']; choices: readonly object[] }): boolean => question.type === 'scale' && scale.key === question.key && scale.choices.length === question.choices.length;
