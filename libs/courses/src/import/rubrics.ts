import type { z } from 'zod';
import type { Rubric } from '../activity.schemas';
import type { Cartridge } from './cartridge';
import { joinPath } from './entry-names';
import { Keys } from './keys';
import { oneLine, wordsOf } from './plain-text';
import { UnusableFile } from './unreadable-package';
import { attribute, childOf, childrenOf, childText, descendantsOf, type XmlElement } from './xml';

type RubricDraft = z.input<typeof Rubric>;
type CriterionDraft = RubricDraft['criteria'][number];
type LevelDraft = CriterionDraft['levels'][number];

export interface FoundRubric {
  rubric: RubricDraft;
  /** What the criteria say beyond their names, for the prompt: `[name, explanation]`. */
  explanations: readonly (readonly [string, string])[];
}

const MOST_CRITERIA = 30;
const MOST_LEVELS = 12;

/** The rubric of this identifier in the author tool's settings; null where there is none, or none with criteria. */
export async function findRubric(identifier: string, cartridge: Cartridge): Promise<FoundRubric | null> {
  const path = cartridge.find(joinPath(cartridge.root, 'course_settings') ?? '', 'rubrics.xml');
  if (path === null || identifier === '') return null;
  const rubrics = await cartridge.xml(path).catch((error: unknown) => {
    if (!(error instanceof UnusableFile)) throw error;
    cartridge.report.skipped(path, error.reason);
    return null;
  });
  const element =
    rubrics === null ? undefined : descendantsOf(rubrics, ['rubric']).find((rubric) => attribute(rubric, 'identifier') === identifier);
  if (element === undefined) return null;
  const found = readRubric(element, (reason) => cartridge.report.skipped(path, reason));
  if (found.rubric.criteria.length === 0) return null;
  cartridge.report.converted(path, 'assignment');
  return found;
}

function readRubric(element: XmlElement, note: (reason: string) => void): FoundRubric {
  const keys = new Keys();
  const name = oneLine(childText(element, 'title'), 200);
  const criteria: CriterionDraft[] = [];
  const explanations: [string, string][] = [];
  for (const criterion of descendantsOf(element, ['criterion'])) {
    const title = oneLine(wordsOf(childText(criterion, 'description')), 300) || `Criterion ${criteria.length + 1}`;
    const levels = levelsOf(criterion, () =>
      note(`The criterion “${title}” of the rubric “${name}” has more than ${MOST_LEVELS} levels; the rest was left out.`),
    );
    if (levels.length === 0) note(`The criterion “${title}” of the rubric “${name}” has no levels and was left out.`);
    else if (criteria.length >= MOST_CRITERIA)
      note(`The rubric “${name}” has more than ${MOST_CRITERIA} criteria; “${title}” was left out.`);
    else {
      criteria.push({ key: keys.take(childText(criterion, 'criterion_id') || title), title, levels });
      const more = wordsOf(childText(criterion, 'long_description'));
      if (more !== '') explanations.push([title, more]);
    }
  }
  return { rubric: { criteria }, explanations };
}

function levelsOf(criterion: XmlElement, noteCut: () => void): LevelDraft[] {
  const ratings = childOf(criterion, 'ratings');
  const keys = new Keys();
  const levels = (ratings === null ? [] : childrenOf(ratings, 'rating')).map((rating) => {
    const points = Number(childText(rating, 'points'));
    const title = oneLine(wordsOf(childText(rating, 'description')), 200);
    return {
      key: keys.take(childText(rating, 'id') || title || 'level'),
      points: Number.isFinite(points) ? Math.min(1_000, Math.max(0, points)) : 0,
      title: title || childText(rating, 'points').slice(0, 200) || '–',
      descriptor: oneLine(wordsOf(childText(rating, 'long_description')), 5_000),
    };
  });
  if (levels.length > MOST_LEVELS) noteCut();
  return levels.slice(0, MOST_LEVELS);
}
