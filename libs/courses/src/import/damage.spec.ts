import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CourseContent } from '../course.schemas';
import { detectFormat } from './detect-format';
import { readPackage } from './read-package';
import { entriesOf, item, resource, TINY_PNG } from './spec-cartridge';
import { SAMPLES_FOLDER } from './spec-whole';
import { fileOf, removeFolders, workFolder, writeZip } from './spec-zip';
import { UnreadablePackage } from './unreadable-package';

afterEach(removeFolders);

const SAMPLES = ['course-1.imscc', 'all-question-types.imscc', 'assignment-rubrics.imscc'];

const RUNS = 300;

const handMade = (isStored: boolean) =>
  writeZip(
    entriesOf({
      items: item('m', 'Module', null, item('i1', 'Page', 'r1') + item('i2', 'Talk', 'r2') + item('i3', 'Link', 'r3')),
      resources:
        resource('r1', 'webcontent', 'p.html') +
        resource('r2', 'imsdt_xmlv1p1', 't.xml') +
        resource('r3', 'imswl_xmlv1p1', 'l.xml') +
        resource('r4', 'webcontent', 'p.png'),
      files: {
        'p.html':
          '<h1>A</h1><p>Words <b>and</b> <img src="p.png" alt="dot"> <a href="t.xml">talk</a></p><table><tr><th>a</th><td>b</td></tr></table><ul><li>x<ul><li>y</li></ul></li></ul>',
        't.xml': '<topic><title>T</title><text texttype="text/html">&lt;p&gt;Why?&lt;/p&gt;</text></topic>',
        'l.xml': '<webLink><title>L</title><url href="https://a.example/"/></webLink>',
        'p.png': TINY_PNG,
      },
    }).map((entry) => ({ ...entry, isStored })),
  );

/** A small generator with a fixed start, so that a failure can be seen again. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

function damaged(bytes: Buffer, roll: (sides: number) => number): Buffer {
  const copy = Buffer.from(bytes);
  const kind = roll(5);
  if (kind === 0) return copy.subarray(0, roll(copy.length));
  const cut = roll(copy.length);
  if (kind === 1) return Buffer.concat([copy.subarray(0, cut), Buffer.alloc(1 + roll(40), roll(256)), copy.subarray(cut)]);
  // The list of contents is at the end: that is where most of the harm can be done.
  const from = kind === 2 ? 0 : Math.max(0, copy.length - 2_000);
  for (let count = roll(8) + 1; count > 0; count -= 1) copy[from + roll(copy.length - from)] = roll(256);
  return copy;
}

async function outcome(bytes: Buffer): Promise<'a course' | 'refused'> {
  const file = fileOf(bytes);
  await detectFormat(file);
  try {
    const course = await readPackage(file, workFolder());
    CourseContent.parse(course.content);
    return 'a course';
  } catch (error) {
    if (!(error instanceof UnreadablePackage)) throw error;
    expect(error.reason).toMatch(/^[A-Z].*[.:]?/);
    return 'refused';
  }
}

const packages: [string, () => Buffer][] = existsSync(SAMPLES_FOLDER)
  ? [
      ...SAMPLES.map((name): [string, () => Buffer] => [name, () => readFileSync(join(SAMPLES_FOLDER, name))]),
      ['a stored cartridge', () => handMade(true)],
    ]
  : [
      ['a cartridge', () => handMade(false)],
      ['a stored cartridge', () => handMade(true)],
    ];

describe('a package with damaged bytes becomes a course or is refused, and nothing else happens', () => {
  it.each(packages)('%s', async (_name, bytes) => {
    const whole = bytes();
    const roll = dice(20_270_301);
    const outcomes = new Set<string>();
    for (let run = 0; run < RUNS / packages.length; run += 1) outcomes.add(await outcome(damaged(whole, roll)));
    expect(outcomes).toEqual(new Set(['a course', 'refused']));
  });

  it('the text of a stored cartridge may be anything: its markup is read as far as it goes', async () => {
    const roll = dice(7);
    const signs = [
      '<',
      '>',
      '&',
      '"',
      '/',
      '<a href="',
      '<![CDATA[',
      ']]>',
      '<!--',
      '<table>',
      '</p>',
      '\0',
      '\ue000',
      '&#0;',
      '\u{1f600}',
      '<svg>',
      '<script>',
      '](',
      '**',
    ];
    for (let run = 0; run < 150; run += 1) {
      const mixed = (text: string) =>
        Array.from({ length: 1 + roll(4) }).reduce<string>((whole) => {
          const at = roll(whole.length);
          return whole.slice(0, at) + (signs[roll(signs.length)] ?? '') + whole.slice(at + roll(3));
        }, text);
      const entries = entriesOf({
        items: item('i1', 'Page', 'r1') + item('i2', 'Talk', 'r2'),
        resources: resource('r1', 'webcontent', 'p.html') + resource('r2', 'imsdt_xmlv1p1', 't.xml'),
        files: {
          'p.html': mixed('<h1>A</h1><p>Words <b>and</b> <a href="t.xml">talk</a></p><table><tr><th>a</th><td>b</td></tr></table>'),
          't.xml': mixed('<topic><title>T</title><text texttype="text/html">&lt;p&gt;Why?&lt;/p&gt;</text></topic>'),
        },
      });
      const [manifest, ...files] = entries;
      await outcome(
        writeZip([
          { ...manifest, name: 'imsmanifest.xml', data: roll(3) === 0 ? mixed(String(manifest?.data)) : (manifest?.data ?? '') },
          ...files,
        ]),
      );
    }
  });
});
