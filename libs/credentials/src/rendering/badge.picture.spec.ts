import { Transformer } from '@napi-rs/image';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { badgePalettes, badgeShapes, type BadgeShape } from './badge.parts';
import { drawBadge } from './badge.picture';
import { contrast } from './colours';

const shapes = Object.keys(badgeShapes) as BadgeShape[];
/** The path of the letters: the only one that is white. */
const letters = (svg: string): string => /<path d="([^"]*)" fill="#ffffff"/.exec(svg)?.[1] ?? '';
const attributesOf = (node: unknown): Set<string> =>
  typeof node !== 'object' || node === null
    ? new Set()
    : new Set(Object.entries(node).flatMap(([name, value]) => [...(name.startsWith('@') ? [name.slice(1)] : []), ...attributesOf(value)]));
const points = (path: string): [number, number][] => [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
const height = (path: string): number => Math.max(...points(path).map(([, y]) => y)) - Math.min(...points(path).map(([, y]) => y));

describe('the picture of a badge', () => {
  it('is the same whenever it is drawn, and another for another title', () => {
    expect(drawBadge({ title: 'Measuring our street' })).toBe(drawBadge({ title: 'Measuring  our street ' }));
    const looks = ['A', 'B', 'C', 'D', 'E', 'F'].map((title) => /fill="(#\w+)"/.exec(drawBadge({ title }))?.[1]);
    expect(new Set(looks).size).toBeGreaterThan(3);
  });

  it('says its title to those who do not see it', () => {
    const svg = drawBadge({ title: 'Measuring our street' });
    expect(svg).toContain('role="img" aria-label="Measuring our street"><title>Measuring our street</title>');
  });

  it.each(['<script>alert(1)</script>', '"><image href="https://evil.example/x"/>', "' onload='x", '&lt;b&gt; & ]]>', 'a\u0000\u0008b\ufffe', '\ud83d half', '', '   ', '👩🏽\u200d🏫', '\u202eevil'])(
    'is well-formed and holds nothing of %j but its letters',
    (title) => {
      const svg = drawBadge({ title, icon: 'star', shape: 'shield' });
      expect(XMLValidator.validate(svg)).toBe(true);
      expect(new Set([...svg.matchAll(/<(\w+)/g)].map(([, name]) => name))).toEqual(new Set(['svg', 'title', 'clipPath', 'path', 'g', 'circle']));
      expect(attributesOf(new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@' }).parse(svg))).toEqual(
        new Set(['xmlns', 'viewBox', 'role', 'aria-label', 'id', 'd', 'fill', 'clip-path', 'stroke', 'stroke-width', 'stroke-linejoin', 'cx', 'cy', 'r', 'transform']),
      );
    },
  );

  const titles = [
    'A', 'Ambassador', 'Measuring our street', 'Inclusive, evidence-informed and playful approaches to teaching mathematics and science in all kinds of schools',
    'Donaudampfschifffahrtsgesellschaftskapitän', 'W'.repeat(200), 'i '.repeat(300), 'Μετράμε τον δρόμο μας', 'Ђорђе Љубичић и улица', 'ქართული ენის კურსი', 'Անահիտ Հովհաննիսյան',
  ];
  it.each(shapes.flatMap((shape) => titles.map((title) => [shape, title] as const)))('keeps its letters inside the ring of a %s: %s', (shape, title) => {
    const drawn = points(letters(drawBadge({ title, shape })));
    expect(drawn.length).toBeGreaterThan(5);
    expect(drawn.filter(([x, y]) => y < 236 || Math.abs(x - 256) >= badgeShapes[shape].halfWidthAt(y))).toEqual([]);
  });

  it('sets a short title large and shortens what is too long for the smallest size', () => {
    expect(height(letters(drawBadge({ title: 'H' })))).toBeGreaterThan(40);
    expect(height(letters(drawBadge({ title: 'H'.repeat(99) })))).toBeLessThan(30);
  });

  it('leaves the letters out where it cannot set them', () => {
    expect(letters(drawBadge({ title: 'שלום' }))).toBe('');
    expect(drawBadge({ title: 'שלום' })).toContain('<title>שלום</title>');
  });

  it('is seen the same as a PNG, letters and all, which has no fonts at hand', async () => {
    const pixels = async (title: string) => (await Transformer.fromSvg(drawBadge({ title, colour: 'night', shape: 'circle' })).rawPixels()) as Uint8Array;
    const white = (rgba: Uint8Array) => Array.from({ length: rgba.length / 4 }, (_, index) => Math.min(rgba[index * 4] ?? 0, rgba[index * 4 + 1] ?? 0, rgba[index * 4 + 2] ?? 0)).filter((least) => least > 240).length;
    expect(white(await pixels('Measuring our street'))).toBeGreaterThan(3_000);
    expect(white(await pixels('שלום'))).toBeLessThan(50);
  });

  it.each(Object.entries(badgePalettes))('can be read: white on %s', (_, { deep, route }) => {
    expect(contrast('#ffffff', deep)).toBeGreaterThanOrEqual(7);
    expect(contrast(route, deep)).toBeGreaterThanOrEqual(4.5);
  });
});
