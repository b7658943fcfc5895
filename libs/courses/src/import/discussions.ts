import type { ActivityDraft } from './activity-drafts';
import { listAttachments } from './attachments';
import type { Cartridge, Placement } from './cartridge';
import { titleOfPath } from './pages';
import { oneLine } from './plain-text';
import { richText } from './rich-text';
import { UnusableFile } from './unreadable-package';
import { childOf, childText } from './xml';

/** A topic (`imsdt`) becomes a discussion. Announcements are news of one run of a course, not a part of it. */
export async function convertDiscussion(placement: Placement, cartridge: Cartridge): Promise<ActivityDraft[]> {
  const { report } = cartridge;
  const root = await cartridge.xml(placement.path);
  const title = placement.title ?? (oneLine(childText(root, 'title'), 300) || titleOfPath(placement.path));
  const isNews = await readSettings(placement, title, cartridge);
  if (isNews) throw new UnusableFile(`The announcement “${title}” belongs to one run of the course.`);
  const prompt = await richText(childOf(root, 'text'), placement.path, cartridge);
  const files = await listAttachments(root, placement.path, cartridge);
  report.converted(placement.path, 'discussion');
  return [
    {
      key: placement.key,
      title,
      required: placement.isRequired,
      kind: 'discussion',
      prompt: [prompt, files].filter((part) => part !== '').join('\n\n'),
    },
  ];
}

/** One author tool keeps beside each topic what kind of topic it is, and its grading. */
async function readSettings(placement: Placement, title: string, cartridge: Cartridge): Promise<boolean> {
  for (const identifier of placement.resource.dependencies) {
    const resource = cartridge.resource(identifier);
    const [path] = resource === null ? [] : cartridge.files(resource);
    if (path === undefined || !path.toLowerCase().endsWith('.xml')) continue;
    const settings = await cartridge.xml(path).catch((error: unknown) => {
      if (error instanceof UnusableFile) return null;
      throw error;
    });
    if (settings?.name !== 'topicMeta') continue;
    if (childOf(settings, 'assignment') === null) cartridge.report.converted(path, 'discussion');
    else cartridge.report.skipped(path, `Points and dates of the discussion “${title}” are not taken over.`);
    if (childText(settings, 'type') === 'announcement') return true;
  }
  return false;
}
