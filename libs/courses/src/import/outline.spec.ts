import { activitiesOf, item, manifestOf, readCartridge, readEntries, reasonsFor, resource } from './spec-cartridge';
import { removeFolders } from './spec-zip';

afterAll(removeFolders);

const outlineOf = (course: Awaited<ReturnType<typeof readCartridge>>) =>
  course.content.modules.map((module) => [
    module.title,
    ...module.sections.map((section) => [section.title, ...section.activities.map((activity) => activity.title)]),
  ]);

const pages = (...names: readonly string[]) => ({
  resources: names.map((name) => resource(`r-${name}`, 'webcontent', `${name}.html`)).join(''),
  files: Object.fromEntries(names.map((name) => [`${name}.html`, `<p>Page ${name}</p>`])),
});
const page = (name: string) => item(`i-${name}`, `Page ${name}`, `r-${name}`);

describe('table of contents', () => {
  it('folders become modules, folders in them sections, and what lies deeper sections with their way', async () => {
    const inner = item('f3', 'Deep', null, page('c'));
    const items = item('m', 'Module', null, page('a') + item('f2', 'Folder', null, page('b') + inner) + page('d'));
    expect(outlineOf(await readCartridge({ items, ...pages('a', 'b', 'c', 'd') }))).toEqual([
      ['Module', ['Module', 'Page a'], ['Folder', 'Page b'], ['Folder: Deep', 'Page c'], ['Module', 'Page d']],
    ]);
  });

  it('loose items at the top become a module, in their place', async () => {
    const items = page('a') + item('m', 'Module', null, page('b')) + page('c') + page('d');
    expect(outlineOf(await readCartridge({ title: 'Course', items, ...pages('a', 'b', 'c', 'd') }))).toEqual([
      ['Page a', ['Page a', 'Page a']],
      ['Module', ['Module', 'Page b']],
      ['Course', ['Course', 'Page c', 'Page d']],
    ]);
  });

  it('a root with the title of the course is looked through when folders lie under it', async () => {
    const manifest = manifestOf({ items: '' }).replace(
      '<item identifier="root"></item>',
      item('root', 'Course', null, item('m1', 'One', null, page('a')) + item('m2', 'Two', null, page('b'))),
    );
    const { resources, files } = pages('a', 'b');
    const course = await readEntries([
      { name: 'imsmanifest.xml', data: manifest.replace('<resources>', `<resources>${resources}`) },
      ...Object.entries(files).map(([name, data]) => ({ name, data })),
    ]);
    expect(course.content.modules.map((module) => module.title)).toEqual(['One', 'Two']);
  });

  it('a heading without anything under it opens a section; at the end it is named as empty', async () => {
    const course = await readCartridge({
      items: item('m', 'Module', null, page('a') + item('h1', 'Then', null) + page('b') + item('h2', 'Last', null)),
      ...pages('a', 'b'),
    });
    expect(outlineOf(course)).toEqual([['Module', ['Module', 'Page a'], ['Then', 'Page b']]]);
    expect(course.report.converted).toContainEqual({ path: 'imsmanifest.xml#h1', kind: 'section' });
    expect(reasonsFor(course, 'imsmanifest.xml#h2')).toEqual(['The heading “Last” has nothing under it.']);
  });

  it('an item that points at nothing, at a missing file or at what is there already is named', async () => {
    const items = page('a') + item('x', 'Nowhere', 'none') + item('y', 'Gone', 'r-gone') + item('z', 'Again', 'r-a');
    const { resources, files } = pages('a');
    const course = await readCartridge({ items, resources: resources + resource('r-gone', 'webcontent', 'gone.html'), files });
    expect(activitiesOf(course)).toHaveLength(1);
    expect(reasonsFor(course, 'imsmanifest.xml#x')).toEqual(['The item “Nowhere” points at nothing in the package.']);
    expect(reasonsFor(course, 'imsmanifest.xml#y')).toEqual(['The item “Gone” points at a file that is not in the package.']);
    expect(reasonsFor(course, 'imsmanifest.xml#z')).toEqual(['The item “Again” points at something that is in the course already.']);
  });

  it('what the table leaves out follows in a module of its own and is not required', async () => {
    const course = await readCartridge({ items: item('m', 'Module', null, page('a')), ...pages('a', 'b') });
    expect(outlineOf(course)).toEqual([
      ['Module', ['Module', 'Page a']],
      ['More from the package', ['Pages', 'b.html']],
    ]);
    expect(activitiesOf(course).map((activity) => activity.required)).toEqual([true, false]);
  });

  it('without any table what there is makes up the course, and is required', async () => {
    const course = await readCartridge({ title: 'Course', ...pages('a') });
    expect(outlineOf(course)).toEqual([['Course', ['Pages', 'a.html']]]);
    expect(activitiesOf(course)[0]?.required).toBe(true);
  });

  it('external tools, files for instructors and unknown types are left out by name', async () => {
    const lom =
      '<metadata><lom><educational><intendedEndUserRole><value>Instructor</value></intendedEndUserRole></educational></lom></metadata>';
    const { resources, files } = pages('a');
    const course = await readCartridge({
      items: page('a') + item('t', 'Tool', 'tool') + item('k', 'Key', 'key'),
      resources:
        resources +
        resource('tool', 'imsbasiclti_xmlv1p0', 'tool.xml') +
        resource('key', 'webcontent', 'solutions.pdf', lom) +
        resource('odd', 'imsapip_zipv1p0', 'odd.zip'),
      files: {
        ...files,
        'tool.xml': '<cartridge_basiclti_link><blti:title>Badges</blti:title></cartridge_basiclti_link>',
        'solutions.pdf': '%PDF-1.4',
        'odd.zip': 'PK',
      },
    });
    expect(reasonsFor(course, 'imsmanifest.xml#t')[0]).toContain('external tools cannot be taken over yet');
    expect(reasonsFor(course, 'tool.xml')[0]).toContain('The external tool “Badges”');
    expect(reasonsFor(course, 'imsmanifest.xml#k')).toEqual(['The item “Key” is for instructors only.']);
    expect(activitiesOf(course)).toHaveLength(1);
    expect(reasonsFor(course, 'solutions.pdf')).toEqual(['It is for instructors only.']);
    expect(reasonsFor(course, 'odd.zip')[0]).toContain('imsapip_zipv1p0');
  });

  it('hidden items are not required', async () => {
    const course = await readCartridge({ items: page('a').replace('<item ', '<item isvisible="false" '), ...pages('a') });
    expect(activitiesOf(course)[0]?.required).toBe(false);
  });

  it('more than a hundred activities, sections or modules still fit', async () => {
    const names = Array.from({ length: 230 }, (_, index) => `p${index}`);
    const course = await readCartridge({ items: item('m', 'Module', null, names.map(page).join('')), ...pages(...names) });
    expect(course.content.modules[0]?.sections.map((section) => section.activities.length)).toEqual([100, 100, 30]);
    const modules = names.map((name) => item(`m-${name}`, name, null, page(name))).join('');
    const wide = await readCartridge({ items: modules, ...pages(...names) });
    expect(wide.content.modules.map((module) => module.sections.length)).toEqual([100, 100, 30]);
    expect(activitiesOf(wide)).toHaveLength(230);
  });
});
