import {
  activitiesOf,
  entriesOf,
  item,
  manifestOf,
  readCartridge,
  readEntries,
  readPage,
  reasonsFor,
  resource,
  versionMark,
  type CartridgeVersion,
} from './spec-cartridge';
import { removeFolders } from './spec-zip';
import { UnreadablePackage } from './unreadable-package';

afterAll(removeFolders);

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
      items: item(
        'm',
        'Module',
        null,
        item('i1', 'Page', 'r1') + item('i2', 'Talk', 'r2') + item('i3', 'Link', 'r3') + item('i4', 'Test', 'r4'),
      ),
      resources:
        resource('r1', 'webcontent', 'p.html') +
        resource('r2', `imsdt_xmlv${mark}`, 't.xml') +
        resource('r3', `imswl_xmlv${mark}`, 'l.xml') +
        resource('r4', `imsqti_xmlv1p2/imscc_xmlv${mark}/assessment`, 'q.xml'),
      files: {
        'p.html': '<p>Words</p>',
        't.xml': `<topic xmlns="http://www.imsglobal.org/xsd/imsccv${mark}/imsdt_v${mark}"><title>T</title><text texttype="text/html">&lt;p&gt;Why?&lt;/p&gt;</text></topic>`,
        'l.xml':
          '<wl:webLink xmlns:wl="http://www.imsglobal.org/xsd/imswl_v1p0"><title>L</title><url href="https://example.org/a"/></wl:webLink>',
        'q.xml':
          '<questestinterop><assessment ident="a" title="T"><section ident="s"><item ident="q" title="Q"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>cc_profile</fieldlabel><fieldentry>cc.true_false.v0p1</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation><material><mattext>Is it?</mattext></material><response_lid ident="r"><render_choice><response_label ident="t"><material><mattext>True</mattext></material></response_label><response_label ident="f"><material><mattext>False</mattext></material></response_label></render_choice></response_lid></presentation><resprocessing><respcondition><conditionvar><varequal respident="r">t</varequal></conditionvar><setvar varname="SCORE">100</setvar></respcondition></resprocessing></item></section></assessment></questestinterop>',
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
    [
      'declares entities',
      [
        {
          name: 'imsmanifest.xml',
          data: `<!DOCTYPE manifest [<!ENTITY x SYSTEM "file:///etc/passwd">]>${manifestOf({ title: '&x;' }).replace(/<\?xml.*?\?>/, '')}`,
        },
      ],
      'declares entities',
    ],
    ['lists nothing', [{ name: 'imsmanifest.xml', data: manifestOf({}) }], 'holds nothing'],
  ])('a package whose manifest %s is refused', async (_name, entries, reason) => {
    const refused = readEntries(entries);
    await expect(refused).rejects.toBeInstanceOf(UnreadablePackage);
    await expect(refused).rejects.toMatchObject({ reason: expect.stringContaining(reason) as string });
  });
});

describe('keys', () => {
  it('are made of identifiers, unique, and the same each time', async () => {
    const cartridge = {
      items: item(
        'A b',
        'Module',
        null,
        item('1', 'One', 'R_1') + item('2', 'Two', 'r 1') + item('3', 'Three', 'Ä'.repeat(80)) + item('4', 'Four', '数学'),
      ),
      resources: ['R_1', 'r 1', 'Ä'.repeat(80), '数学']
        .map((identifier, index) => resource(identifier, 'webcontent', `${index}.html`))
        .join(''),
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
    const manifest = manifestOf({ items: page('a'), resources: pages('a').resources }).replace(
      '</lomimscc:general>',
      '<lomimscc:language>pt_BR</lomimscc:language><lomimscc:description><lomimscc:string>Um &lt;b&gt;curso&lt;/b&gt;.</lomimscc:string></lomimscc:description></lomimscc:general><lomimscc:rights><lomimscc:description><lomimscc:string>CC http://creativecommons.org/licenses/by-nc-sa/3.0/</lomimscc:string></lomimscc:description></lomimscc:rights>',
    );
    const full = await readEntries([
      { name: 'imsmanifest.xml', data: manifest },
      { name: 'a.html', data: '<p>x</p>' },
    ]);
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
    const course = await readCartridge({
      items: item('i', 'P', 'r'),
      resources: resource('r', 'webcontent', href),
      files: { [file]: '<p>Found</p>' },
    });
    expect(activitiesOf(course)).toMatchObject([{ kind: 'page', markdown: 'Found' }]);
  });

  it('an address that leads out of the package leads nowhere', async () => {
    const course = await readPage('<p>See <a href="../../../../etc/passwd">this</a></p>');
    expect(activitiesOf(course)).toMatchObject([{ markdown: 'See this' }]);
    expect(reasonsFor(course, 'page.html')[0]).toContain('leads nowhere');
  });
});
