import { activitiesOf, entriesOf, item, manifestOf, readCartridge, readEntries, readPage, reasonsFor, resource, versionMark, type CartridgeVersion } from './spec-cartridge';
import { removeFolders } from './spec-zip';
import { UnreadablePackage } from './unreadable-package';

afterAll(removeFolders);

const outlineOf = (course: Awaited<ReturnType<typeof readCartridge>>) =>
  course.content.modules.map((module) => [module.title, ...module.sections.map((section) => [section.title, ...section.activities.map((activity) => activity.title)])]);

const pages = (...names: readonly string[]) => ({
  resources: names.map((name) => resource(`r-${name}`, 'webcontent', `${name}.html`)).join(''),
  files: Object.fromEntries(names.map((name) => [`${name}.html`, `<p>Page ${name}</p>`])),
});
const page = (name: string) => item(`i-${name}`, `Page ${name}`, `r-${name}`);

describe('versions', () => {
  it.each<CartridgeVersion>(['1.0', '1.1', '1.2', '1.3'])('a cartridge %s is read whole', async (version) => {
    const mark = versionMark(version);
    const course = await readCartridge({
      version,
      title: `Version ${version}`,
      items: item('m', 'Module', null, item('i1', 'Page', 'r1') + item('i2', 'Talk', 'r2') + item('i3', 'Link', 'r3') + item('i4', 'Test', 'r4')),
      resources:
        resource('r1', 'webcontent', 'p.html') + resource('r2', `imsdt_xmlv${mark}`, 't.xml') + resource('r3', `imswl_xmlv${mark}`, 'l.xml') + resource('r4', `imsqti_xmlv1p2/imscc_xmlv${mark}/assessment`, 'q.xml'),
      files: {
        'p.html': '<p>Words</p>',
        't.xml': `<topic xmlns="http://www.imsglobal.org/xsd/imsccv${mark}/imsdt_v${mark}"><title>T</title><text texttype="text/html">&lt;p&gt;Why?&lt;/p&gt;</text></topic>`,
        'l.xml': '<wl:webLink xmlns:wl="http://www.imsglobal.org/xsd/imswl_v1p0"><title>L</title><url href="https://example.org/a"/></wl:webLink>',
        'q.xml': '<questestinterop><assessment ident="a" title="T"><section ident="s"><item ident="q" title="Q"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>cc_profile</fieldlabel><fieldentry>cc.true_false.v0p1</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation><material><mattext>Is it?</mattext></material><response_lid ident="r"><render_choice><response_label ident="t"><material><mattext>True</mattext></material></response_label><response_label ident="f"><material><mattext>False</mattext></material></response_label></render_choice></response_lid></presentation><resprocessing><respcondition><conditionvar><varequal respident="r">t</varequal></conditionvar><setvar varname="SCORE">100</setvar></respcondition></resprocessing></item></section></assessment></questestinterop>',
      },
    });
    expect(course.content.title).toBe(`Version ${version}`);
    expect(activitiesOf(course)).toMatchObject([
      { key: 'r1', kind: 'page', title: 'Page', markdown: 'Words' },
      { key: 'r2', kind: 'discussion', title: 'Talk', prompt: 'Why?' },
      { key: 'r3', kind: 'resource', title: 'Link', url: 'https://example.org/a' },
      { key: 'r4', kind: 'quiz', title: 'Test', questions: [{ type: 'true-false', prompt: 'Is it?', answer: true }] },
    ]);
    expect(course.report.skipped).toEqual([{ path: 'imsmanifest.xml', reason: expect.stringContaining('licence') as string }]);
  });

  it('a manifest in UTF-16 is read', async () => {
    const cartridge = { title: 'Żółta łódź', items: page('a'), ...pages('a') };
    const [, ...files] = entriesOf(cartridge);
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(manifestOf(cartridge).replace('UTF-8', 'UTF-16'), 'utf16le')]);
    expect((await readEntries([{ name: 'imsmanifest.xml', data: bytes }, ...files])).content.title).toBe('Żółta łódź');
  });

  it('a package that was packed with its folder around it is read', async () => {
    const entries = entriesOf({ items: page('a'), ...pages('a') }).map((entry) => ({ ...entry, name: `my course/${String(entry.name)}` }));
    const course = await readEntries([...entries, { name: '__MACOSX/my course/._imsmanifest.xml', data: 'x' }]);
    expect(activitiesOf(course)).toMatchObject([{ kind: 'page', markdown: 'Page a' }]);
    expect(reasonsFor(course, '__MACOSX/my course/._imsmanifest.xml')).toEqual(['It was added by an operating system.']);
  });

  it.each([
    ['is missing', [{ name: 'page.html', data: 'x' }], 'no table of contents'],
    ['is garbage', [{ name: 'imsmanifest.xml', data: 'garbage' }], 'cannot be read'],
    ['is cut off', [{ name: 'imsmanifest.xml', data: manifestOf({}).slice(0, 400) }], 'cannot be read'],
    ['is another document', [{ name: 'imsmanifest.xml', data: '<html></html>' }], 'is no manifest'],
    ['declares entities', [{ name: 'imsmanifest.xml', data: `<!DOCTYPE manifest [<!ENTITY x SYSTEM "file:///etc/passwd">]>${manifestOf({ title: '&x;' }).replace(/<\?xml.*?\?>/, '')}` }], 'declares entities'],
    ['lists nothing', [{ name: 'imsmanifest.xml', data: manifestOf({}) }], 'holds nothing'],
  ])('a package whose manifest %s is refused', async (_name, entries, reason) => {
    const refused = readEntries(entries);
    await expect(refused).rejects.toBeInstanceOf(UnreadablePackage);
    await expect(refused).rejects.toMatchObject({ reason: expect.stringContaining(reason) as string });
  });
});

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
    const manifest = manifestOf({ items: '' }).replace('<item identifier="root"></item>', item('root', 'Course', null, item('m1', 'One', null, page('a')) + item('m2', 'Two', null, page('b'))));
    const { resources, files } = pages('a', 'b');
    const course = await readEntries([{ name: 'imsmanifest.xml', data: manifest.replace('<resources>', `<resources>${resources}`) }, ...Object.entries(files).map(([name, data]) => ({ name, data }))]);
    expect(course.content.modules.map((module) => module.title)).toEqual(['One', 'Two']);
  });

  it('a heading without anything under it opens a section; at the end it is named as empty', async () => {
    const course = await readCartridge({ items: item('m', 'Module', null, page('a') + item('h1', 'Then', null) + page('b') + item('h2', 'Last', null)), ...pages('a', 'b') });
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
    expect(outlineOf(course)).toEqual([['Module', ['Module', 'Page a']], ['More from the package', ['Pages', 'b.html']]]);
    expect(activitiesOf(course).map((activity) => activity.required)).toEqual([true, false]);
  });

  it('without any table what there is makes up the course, and is required', async () => {
    const course = await readCartridge({ title: 'Course', ...pages('a') });
    expect(outlineOf(course)).toEqual([['Course', ['Pages', 'a.html']]]);
    expect(activitiesOf(course)[0]?.required).toBe(true);
  });

  it('external tools, files for instructors and unknown types are left out by name', async () => {
    const lom = '<metadata><lom><educational><intendedEndUserRole><value>Instructor</value></intendedEndUserRole></educational></lom></metadata>';
    const { resources, files } = pages('a');
    const course = await readCartridge({
      items: page('a') + item('t', 'Tool', 'tool'),
      resources: resources + resource('tool', 'imsbasiclti_xmlv1p0', 'tool.xml') + resource('key', 'webcontent', 'solutions.pdf', lom) + resource('odd', 'imsapip_zipv1p0', 'odd.zip'),
      files: { ...files, 'tool.xml': '<cartridge_basiclti_link><blti:title>Badges</blti:title></cartridge_basiclti_link>', 'solutions.pdf': '%PDF-1.4', 'odd.zip': 'PK' },
    });
    expect(reasonsFor(course, 'imsmanifest.xml#t')[0]).toContain('external tools cannot be taken over yet');
    expect(reasonsFor(course, 'tool.xml')[0]).toContain('The external tool “Badges”');
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

describe('keys', () => {
  it('are made of identifiers, unique, and the same each time', async () => {
    const cartridge = {
      items: item('A b', 'Module', null, item('1', 'One', 'R_1') + item('2', 'Two', 'r 1') + item('3', 'Three', 'Ä'.repeat(80)) + item('4', 'Four', '数学')),
      resources: ['R_1', 'r 1', 'Ä'.repeat(80), '数学'].map((identifier, index) => resource(identifier, 'webcontent', `${index}.html`)).join(''),
      files: Object.fromEntries([0, 1, 2, 3].map((index) => [`${index}.html`, '<p>x</p>'])),
    };
    const [first, second] = [await readCartridge(cartridge), await readCartridge(cartridge)];
    const keys = activitiesOf(first).map((activity) => activity.key);
    expect(keys.slice(0, 2)).toEqual(['r-1', 'r-1-2']);
    expect(new Set(keys).size).toBe(4);
    for (const key of keys) expect(key).toMatch(/^[a-z0-9-]{1,64}$/);
    expect(activitiesOf(second).map((activity) => activity.key)).toEqual(keys);
  });
});

describe('what is said of the course', () => {
  it('language, summary and licence are taken over', async () => {
    const manifest = manifestOf({ items: page('a'), resources: pages('a').resources }).replace('</lomimscc:general>', '<lomimscc:language>pt_BR</lomimscc:language><lomimscc:description><lomimscc:string>Um &lt;b&gt;curso&lt;/b&gt;.</lomimscc:string></lomimscc:description></lomimscc:general><lomimscc:rights><lomimscc:description><lomimscc:string>CC http://creativecommons.org/licenses/by-nc-sa/3.0/</lomimscc:string></lomimscc:description></lomimscc:rights>');
    const full = await readEntries([{ name: 'imsmanifest.xml', data: manifest }, { name: 'a.html', data: '<p>x</p>' }]);
    expect(full.content).toMatchObject({ language: 'pt-BR', summary: 'Um curso.', licence: 'CC-BY-NC-SA-3.0' });
  });

  it('a course whose licence nobody stated is not given away under ours', async () => {
    const course = await readCartridge({ items: page('a'), ...pages('a') });
    expect(course.content.licence).toBe('LicenseRef-unstated');
    expect(reasonsFor(course, 'imsmanifest.xml')[0]).toContain('names no licence');
  });

  it('a title is never missing and never too long', async () => {
    expect((await readCartridge({ title: '', items: page('a'), ...pages('a') })).content.title).toBe('Imported course');
    expect((await readCartridge({ title: 'x'.repeat(900), items: page('a'), ...pages('a') })).content.title).toHaveLength(200);
  });
});

describe('file names', () => {
  it.each([
    ['percent-encoded', 'My%20page%20%28new%29.html', 'My page (new).html'],
    ['with a percent sign that encodes nothing', '100%.html', '100%.html'],
    ['in another case', 'PAGE.HTML', 'page.html'],
    ['with a way through folders', './x/../page.html', 'page.html'],
  ])('a file named %s is found', async (_name, href, file) => {
    const course = await readCartridge({ items: item('i', 'P', 'r'), resources: resource('r', 'webcontent', href), files: { [file]: '<p>Found</p>' } });
    expect(activitiesOf(course)).toMatchObject([{ kind: 'page', markdown: 'Found' }]);
  });

  it('an address that leads out of the package leads nowhere', async () => {
    const course = await readPage('<p>See <a href="../../../../etc/passwd">this</a></p>');
    expect(activitiesOf(course)).toMatchObject([{ markdown: 'See this' }]);
    expect(reasonsFor(course, 'page.html')[0]).toContain('leads nowhere');
  });
});
