import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The colours of tokens.css keep WCAG AA in both schemes. */
const css = readFileSync(join(process.cwd(), 'apps/web/public/css/tokens.css'), 'utf8');
const [lightText = '', darkText = ''] = css.split('@media (prefers-color-scheme: dark)');
const coloursOf = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
const light = coloursOf(lightText);
const schemes = { light, dark: { ...light, ...coloursOf(darkText) } };

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['paper', 'surface', 'sunken', 'accent-tint', 'road-tint', 'success-tint', 'warning-tint', 'danger-tint'];
const texts: [string, string][] = [
  ...grounds.flatMap((ground): [string, string][] => [['ink', ground], ['ink-soft', ground], ['accent', ground]]),
  ...['success', 'warning', 'danger'].flatMap((colour): [string, string][] => ['paper', 'surface', 'sunken', `${colour}-tint`].map((ground) => [colour, ground])),
  ['accent-strong', 'accent-tint'], ['accent-strong', 'paper'], ['on-accent', 'accent'], ['on-accent', 'accent-strong'], ['on-danger', 'danger'],
  ['on-danger', 'danger-strong'], ['on-band', 'band'], ['on-band', 'band-line'], ['on-band-soft', 'band'], ['on-road', 'road'], ['on-road', 'on-band'],
];
const lines: [string, string][] = [['line-strong', 'paper'], ['line-strong', 'surface'], ['line-strong', 'sunken'], ['focus', 'paper'], ['focus', 'surface'], ['road', 'band'], ['accent', 'line']];

describe.each(Object.entries(schemes))('colours of the %s scheme', (_name, colours) => {
  it.each(texts)('keep text %s readable on %s', (text, ground) => {
    expect(contrast(colours[text] ?? '', colours[ground] ?? '')).toBeGreaterThanOrEqual(4.5);
  });
  it.each(lines)('keep the line %s visible on %s', (line, ground) => {
    expect(contrast(colours[line] ?? '', colours[ground] ?? '')).toBeGreaterThanOrEqual(3);
  });
});
