import type { OutlineItem } from './manifest';

export interface OutlineSection {
  identifier: string;
  title: string;
  /** References to resources, in order. */
  items: readonly OutlineItem[];
}
export interface OutlineModule {
  identifier: string;
  title: string;
  sections: readonly OutlineSection[];
}

/**
 * Brings a table of contents of any depth to modules > sections > items. A root without a title of its own is looked
 * through; loose items at the top become a module; a heading without anything under it opens a section; what lies deeper
 * than sections becomes sections of its own, named with their way.
 */
export function arrangeOutline(outline: readonly OutlineItem[], courseTitle: string): OutlineModule[] {
  const modules: OutlineModule[] = [];
  for (const run of runsOf(lookThroughRoot(outline))) {
    const [first] = run;
    if (first === undefined) continue;
    if (isFolder(first))
      modules.push({ identifier: first.identifier, title: first.title || courseTitle, sections: sectionsOf(first, courseTitle) });
    else modules.push(looseModule(run, first, courseTitle));
  }
  return modules;
}

function isFolder(item: OutlineItem): boolean {
  return item.items.length > 0 || item.reference === null;
}

/** The specification asks for one root item; some exporters give it the title of the course, others leave it out. */
function lookThroughRoot(outline: readonly OutlineItem[]): readonly OutlineItem[] {
  const [root] = outline;
  if (root === undefined || outline.length > 1 || root.reference !== null) return outline;
  return root.title === '' || root.items.some((item) => item.items.length > 0) ? root.items : outline;
}

/** Folders alone, neighbouring loose items together: the order of the contents is kept. */
function runsOf(items: readonly OutlineItem[]): OutlineItem[][] {
  const runs: OutlineItem[][] = [];
  for (const item of items) {
    const last = runs.at(-1);
    if (last?.[0] !== undefined && !isFolder(last[0]) && !isFolder(item)) last.push(item);
    else runs.push([item]);
  }
  return runs;
}

function looseModule(items: readonly OutlineItem[], first: OutlineItem, courseTitle: string): OutlineModule {
  const title = items.length === 1 ? first.title || courseTitle : courseTitle;
  const identifier = `${first.identifier}-module`;
  return { identifier, title, sections: [{ identifier: `${identifier}-section`, title, items }] };
}

function sectionsOf(module: OutlineItem, courseTitle: string): OutlineSection[] {
  const title = module.title || courseTitle;
  const own = module.reference === null ? [] : [{ ...module, items: [] }];
  return collectSections([...own, ...module.items], { identifier: `${module.identifier}-section`, title }, '');
}

function collectSections(items: readonly OutlineItem[], opening: { identifier: string; title: string }, way: string): OutlineSection[] {
  const sections: OutlineSection[] = [];
  let open: OutlineSection & { items: OutlineItem[] } = { ...opening, items: [] };
  const close = () => {
    if (open.items.length > 0) sections.push(open);
  };
  let folders = 0;
  for (const item of items) {
    if (!isFolder(item)) {
      open.items.push(item);
      continue;
    }
    close();
    const title = way + (item.title || opening.title);
    if (item.items.length === 0) {
      open = { identifier: item.identifier, title, items: [] };
      continue;
    }
    const own = item.reference === null ? [] : [{ ...item, items: [] }];
    sections.push(...collectSections([...own, ...item.items], { identifier: item.identifier, title }, `${title}: `));
    folders += 1;
    open = { identifier: `${opening.identifier}-${folders + 1}`, title: opening.title, items: [] };
  }
  close();
  return sections;
}
