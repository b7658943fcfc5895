import type { ActivityDraft } from './activity-drafts';
import { listAttachments } from './attachments';
import type { Cartridge, Placement } from './cartridge';
import { baseName } from './entry-names';
import { markdownOf } from './html-to-markdown';
import { markdownOfText } from './markdown-text';
import { titleOfPath } from './pages';
import { oneLine } from './plain-text';
import { isPagePath } from './resource-kinds';
import { richText } from './rich-text';
import { findRubric, type FoundRubric } from './rubrics';
import { attribute, childOf, childrenOf, childText, descend, type XmlElement } from './xml';

/** What an assignment says, whichever of the two forms it was written in. */
interface FoundAssignment {
  title: string;
  prompt: string;
  /** The author tool's own element: rubric, ways to hand in, peer reviews. */
  settings: XmlElement | null;
  takesFiles: boolean;
}

/** An assignment whose rubric has criteria becomes a peer-reviewed assignment, any other a reflection. */
export async function convertAssignment(placement: Placement, cartridge: Cartridge): Promise<ActivityDraft[]> {
  const found = (await readStandard(placement, cartridge)) ?? (await readToolsOwn(placement, cartridge));
  const head = {
    key: placement.key,
    title: placement.title ?? (found.title || titleOfPath(placement.path)),
    required: placement.isRequired,
  };
  const rubric = await findRubric(childText(found.settings, 'rubric_identifierref'), cartridge);
  const kind = rubric === null ? 'reflection' : 'assignment';
  for (const path of cartridge.files(placement.resource))
    if (/\.xml$/i.test(path) || path === placement.path) cartridge.report.converted(path, kind);
  if (rubric === null) return [{ ...head, kind: 'reflection', prompt: found.prompt }];
  const reviews = Number(childText(found.settings, 'peer_review_count'));
  return [
    {
      ...head,
      kind: 'assignment',
      prompt: [found.prompt, explanationsOf(rubric)].filter((part) => part !== '').join('\n\n'),
      rubric: rubric.rubric,
      attachments: found.takesFiles,
      ...(Number.isInteger(reviews) && reviews > 0 && reviews <= 20 ? { reviewsToGive: reviews, reviewsWanted: reviews } : {}),
    },
  ];
}

function explanationsOf(rubric: FoundRubric): string {
  return rubric.explanations.map(([name, words]) => `- **${markdownOfText(name)}**: ${markdownOfText(words)}`).join('\n');
}

/** The assignment extension of Common Cartridge 1.3. */
async function readStandard(placement: Placement, cartridge: Cartridge): Promise<FoundAssignment | null> {
  if (!placement.resource.type.startsWith('assignment_')) return null;
  const root = await cartridge.xml(placement.path);
  const title = oneLine(childText(root, 'title'), 300);
  if (childText(root, 'instructor_text') !== '') {
    cartridge.report.skipped(placement.path, `The notes for instructors of the assignment “${title}” are not taken over.`);
  }
  const prompt = await richText(childOf(root, 'text'), placement.path, cartridge);
  const files = await listAttachments(root, placement.path, cartridge);
  const formats = childOf(root, 'submission_formats');
  return {
    title,
    prompt: [prompt, files].filter((part) => part !== '').join('\n\n'),
    settings: descend(root, 'extensions', 'assignment'),
    takesFiles: formats === null || childrenOf(formats, 'format').some((format) => attribute(format, 'type') === 'file'),
  };
}

/** One author tool's form for older versions: a page with the words, and `assignment_settings.xml` beside it. */
async function readToolsOwn(placement: Placement, cartridge: Cartridge): Promise<FoundAssignment> {
  const paths = cartridge.files(placement.resource);
  const settingsPath = paths.find((path) => baseName(path).toLowerCase() === 'assignment_settings.xml');
  const settings = settingsPath === undefined ? null : await cartridge.xml(settingsPath);
  const page = paths.find((path) => isPagePath(path));
  return {
    title: oneLine(childText(settings, 'title'), 300),
    prompt: page === undefined ? '' : await markdownOf(await cartridge.page(page), page, cartridge),
    settings,
    takesFiles: /upload/.test(childText(settings, 'submission_types')),
  };
}
