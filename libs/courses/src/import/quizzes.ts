import type { ActivityDraft, QuestionDraft } from './activity-drafts';
import type { Cartridge, Placement } from './cartridge';
import { markdownOf } from './html-to-markdown';
import { Keys } from './keys';
import { baseName, joinPath } from './entry-names';
import { oneLine, wordsOf } from './plain-text';
import { attemptsOf, readAssessment, type QtiAssessment } from './qti-assessment';
import type { QtiItem } from './qti-items';
import { readQuestion } from './qti-questions';
import { surveyQuestions } from './surveys';
import { UnusableFile } from './unreadable-package';
import { childText, type XmlElement } from './xml';

const MOST_QUESTIONS = 200;

interface Essay {
  item: QtiItem;
  prompt: string;
}

/** A QTI 1.2 assessment becomes a quiz, followed by a reflection for each of its essays. */
export async function convertQuiz(placement: Placement, cartridge: Cartridge): Promise<ActivityDraft[]> {
  const { path } = placement;
  const beside = await readBeside(placement, cartridge);
  const assessment =
    beside.assessment !== null && beside.assessment.items.length > 0 ? beside.assessment : readAssessment(await cartridge.xml(path));
  const title = placement.title ?? (oneLine(childText(beside.settings, 'title') || assessment.title, 300) || 'Quiz');
  noteSettings(title, beside.settings, [...(beside.assessment?.notes ?? []), ...assessment.notes], path, cartridge);
  const introduction = await markdownOf(childText(beside.settings, 'description'), path, cartridge);
  if (/survey/.test(childText(beside.settings, 'quiz_type'))) return [await surveyFrom(assessment, { placement, title, introduction, beside }, cartridge)];
  const { questions, essays } = await readQuestions(assessment, path, cartridge);
  if (questions.length === 0 && essays.length === 0)
    throw new UnusableFile(`None of the questions of the quiz “${title}” could be taken over.`);
  for (const file of [path, ...beside.paths]) cartridge.report.converted(file, questions.length > 0 ? 'quiz' : 'reflection');
  const quiz: ActivityDraft = {
    key: placement.key,
    title,
    required: placement.isRequired,
    kind: 'quiz',
    introduction,
    attempts: beside.settings === null ? assessment.attempts : attemptsOf(childText(beside.settings, 'allowed_attempts')),
    shuffle: childText(beside.settings, 'shuffle_answers') === 'true',
    questions,
  };
  const reflections = essays.map((essay, index) =>
    reflectionOf(essay, index, questions.length > 0, title, introduction, placement, cartridge),
  );
  return questions.length > 0 ? [quiz, ...reflections] : reflections;
}

async function surveyFrom(
  assessment: QtiAssessment,
  { placement, title, introduction, beside }: { placement: Placement; title: string; introduction: string; beside: Beside },
  cartridge: Cartridge,
): Promise<ActivityDraft> {
  const questions = await surveyQuestions(assessment, placement.path, cartridge, nameOf);
  if (questions.length === 0) throw new UnusableFile(`None of the questions of the survey “${title}” could be taken over.`);
  for (const file of [placement.path, ...beside.paths]) cartridge.report.converted(file, 'survey');
  return { key: placement.key, title, required: placement.isRequired, kind: 'survey', introduction, questions };
}

function reflectionOf(
  essay: Essay,
  index: number,
  hasQuiz: boolean,
  title: string,
  introduction: string,
  placement: Placement,
  cartridge: Cartridge,
): ActivityDraft {
  const isFirst = !hasQuiz && index === 0;
  cartridge.report.converted(placement.path, 'reflection');
  return {
    key: isFirst ? placement.key : cartridge.keys.take(essay.item.identifier),
    title: oneLine(hasQuiz || index > 0 ? `${oneLine(title, 150)}: ${nameOf(essay.item)}` : title, 300),
    required: placement.isRequired,
    kind: 'reflection',
    prompt: [isFirst ? introduction : '', essay.prompt].filter((part) => part !== '').join('\n\n'),
  };
}

async function readQuestions(
  assessment: QtiAssessment,
  path: string,
  cartridge: Cartridge,
): Promise<{ questions: QuestionDraft[]; essays: Essay[] }> {
  const keys = new Keys();
  const questions: QuestionDraft[] = [];
  const essays: Essay[] = [];
  for (const item of assessment.items) {
    const say = (reason: string) => cartridge.report.skipped(path, `Question “${nameOf(item)}”: ${reason}.`);
    const read = await readQuestion(item, { keys, note: say, markdown: (html) => markdownOf(html, path, cartridge) });
    if ('skipped' in read) say(read.skipped);
    else if ('essay' in read) essays.push({ item, prompt: read.essay });
    else if (questions.length >= MOST_QUESTIONS) say(`a quiz has at most ${MOST_QUESTIONS} questions`);
    else questions.push(read.question);
  }
  return { questions, essays };
}

/** Titles that author tools give by themselves say nothing; the beginning of the question does. */
function nameOf(item: QtiItem): string {
  const title = oneLine(item.title, 120);
  return title === '' || /^(question|frage|pregunta)( ?\d+)?$/i.test(title)
    ? oneLine(wordsOf(item.prompt), 80) || title || item.identifier
    : title;
}

function noteSettings(title: string, settings: XmlElement | null, notes: readonly string[], path: string, cartridge: Cartridge): void {
  for (const note of notes) cartridge.report.skipped(path, note);
  const limit = childText(settings, 'time_limit');
  if (limit !== '') cartridge.report.skipped(path, `The time limit of the quiz “${title}” (${limit} minutes) is not taken over.`);
  if (childText(settings, 'access_code') !== '')
    cartridge.report.skipped(path, `The access code of the quiz “${title}” is not taken over.`);
}

interface Beside {
  settings: XmlElement | null;
  /** The author tool's own version of the quiz, which keeps types of questions that the standard has no word for. */
  assessment: QtiAssessment | null;
  paths: readonly string[];
}

async function readBeside(placement: Placement, cartridge: Cartridge): Promise<Beside> {
  const dependencies = placement.resource.dependencies
    .map((identifier) => cartridge.resource(identifier))
    .filter((resource) => resource !== null);
  const own = cartridge.find(joinPath(cartridge.root, 'non_cc_assessments') ?? '', `${placement.resource.identifier}.xml.qti`);
  const candidates = [
    ...placement.resource.files.map((href) => cartridge.find(cartridge.root, href)),
    ...dependencies.flatMap((resource) => cartridge.files(resource)),
    own,
  ];
  const paths = new Set(candidates.filter((path) => path !== null && path !== placement.path));
  const found: Beside & { paths: string[] } = { settings: null, assessment: null, paths: [] };
  for (const path of paths) {
    if (path === null || !/(assessment_meta\.xml|\.xml\.qti)$/i.test(baseName(path))) continue;
    try {
      const root = await cartridge.xml(path);
      if (root.name === 'quiz') found.settings = root;
      else found.assessment = readAssessment(root);
      found.paths.push(path);
    } catch (error) {
      if (!(error instanceof UnusableFile)) throw error;
      cartridge.report.skipped(path, error.reason);
    }
  }
  return found;
}
