import type { ActivityDraft } from './activity-drafts';
import type { Cartridge, Placement } from './cartridge';
import { WebUrl } from '../keys.schemas';
import { titleOfPath } from './pages';
import { oneLine } from './plain-text';
import { UnusableFile } from './unreadable-package';
import { attribute, childOf, childText, textOf } from './xml';

/** A web link (`imswl`) becomes a resource. Refuses addresses other than http and https. */
export async function convertWebLink(placement: Placement, cartridge: Cartridge): Promise<ActivityDraft[]> {
  const root = await cartridge.xml(placement.path);
  const address = childOf(root, 'url');
  const url = address === null ? '' : attribute(address, 'href') || textOf(address).trim();
  if (!WebUrl.safeParse(url).success) throw new UnusableFile('The web link has no address that can be followed.');
  cartridge.report.converted(placement.path, 'resource');
  const title = placement.title ?? (oneLine(childText(root, 'title'), 300) || titleOfPath(placement.path));
  return [{ key: placement.key, title, required: placement.isRequired, kind: 'resource', url }];
}
