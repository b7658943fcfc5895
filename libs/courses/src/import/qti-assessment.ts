import { readFields, readItem, type QtiItem } from './qti-items';
import { UnusableFile } from './unreadable-package';
import { attribute, childOf, descendantsOf, textOf, type XmlElement } from './xml';

export interface QtiAssessment {
  title: string;
  /** How often it may be tried; null without a limit or where nothing is said. */
  attempts: number | null;
  items: readonly QtiItem[];
  /** What the file asks for that a quiz here cannot do. */
  notes: readonly string[];
}

/** Reads a QTI 1.2 assessment: all items of all its sections, in order. Refuses files that hold none. */
export function readAssessment(root: XmlElement): QtiAssessment {
  const assessment = root.name === 'assessment' ? root : childOf(root, 'assessment');
  if (assessment === null) throw new UnusableFile('It holds no quiz.');
  const items: QtiItem[] = [];
  const notes: string[] = [];
  collect(assessment, null, items, notes);
  return {
    title: attribute(assessment, 'title') ?? '',
    attempts: attemptsOf(readFields(assessment).get('cc_maxattempts') ?? ''),
    items,
    notes,
  };
}

/** A whole number of attempts; the author tools write −1 or «unlimited» for no limit. */
export function attemptsOf(text: string): number | null {
  const attempts = Number(text);
  return text.trim() !== '' && Number.isInteger(attempts) && attempts > 0 ? Math.min(100, attempts) : null;
}

/** The title of a question bank and how many questions it holds. */
export function readBank(root: XmlElement): { title: string; questions: number } {
  const bank = childOf(root, 'objectbank') ?? root;
  return { title: readFields(bank).get('bank_title') ?? attribute(bank, 'title') ?? '', questions: descendantsOf(bank, ['item']).length };
}

function collect(section: XmlElement, points: number | null, items: QtiItem[], notes: string[]): void {
  const own = pointsPerItem(section) ?? points;
  for (const child of section.children) {
    if (typeof child === 'string') continue;
    if (child.name === 'item') {
      const item = readItem(child, items.length + 1);
      items.push(own === null ? item : { ...item, points: own });
    } else if (child.name === 'section') {
      noteSelection(child, notes);
      collect(child, own, items, notes);
    }
  }
}

function pointsPerItem(section: XmlElement): number | null {
  const text = textOf(descendantsOf(section, ['points_per_item'], ['section', 'item']).at(0) ?? null).trim();
  const points = Number(text);
  return text !== '' && Number.isFinite(points) && points >= 0 && points <= 1_000 ? points : null;
}

function noteSelection(section: XmlElement, notes: string[]): void {
  const title = attribute(section, 'title') ?? '';
  const [bank] = descendantsOf(section, ['sourcebank_ref', 'sourcebank_context'], ['section', 'item']);
  if (bank !== undefined) notes.push(`The group “${title}” draws its questions from a question bank, which cannot be taken over yet.`);
  const wanted = Number(textOf(descendantsOf(section, ['selection_number'], ['section', 'item']).at(0) ?? null).trim() || Number.NaN);
  const has = section.children.filter((child) => typeof child !== 'string' && child.name === 'item').length;
  if (wanted < has) notes.push(`The group “${title}” drew ${wanted} of its ${has} questions; all of them are asked now.`);
}
