/** Pairs of a deep ground and a light line on it; a title always gets the same. */
const COLOURS = [
  ['#06343e', '#f2b431'],
  ['#0a5a69', '#ffd98a'],
  ['#3d2b56', '#f3b6c8'],
  ['#5a2a1e', '#ffc9a3'],
  ['#1f4a2c', '#c9e7a8'],
] as const;
const LINE = 15;

const escapeXml = (text: string): string => text.replace(/[<>&"']/g, (sign) => `&#${sign.codePointAt(0)};`);

/** The picture of a badge: a milestone with its title on a ring, as SVG without scripts, styles or outside references. */
export function drawBadge({ title }: { title: string }): string {
  const hash = [...title].reduce((sum, sign) => (Math.imul(sum, 31) + sign.codePointAt(0)!) >>> 0, 7);
  const [ground, line] = COLOURS[hash % COLOURS.length]!;
  const lines = wrapped(title, LINE).slice(0, 4);
  const size = lines.length > 2 ? 38 : 46;
  const top = 268 - ((lines.length - 1) * size * 1.15) / 2;
  const text = lines.map((words, index) => `<text x="256" y="${Math.round(top + index * size * 1.15)}" font-size="${size}">${escapeXml(words)}</text>`).join('');
  const ticks = Array.from({ length: 36 }, (_, index) => {
    const isLong = (index + hash) % 4 === 0;
    return `<rect x="253" y="28" width="6" height="${isLong ? 30 : 16}" rx="3" transform="rotate(${index * 10} 256 256)"/>`;
  }).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" role="img" aria-label="${escapeXml(title)}"><title>${escapeXml(title)}</title><circle cx="256" cy="256" r="248" fill="${ground}"/><g fill="${line}" opacity=".8">${ticks}</g><circle cx="256" cy="256" r="186" fill="none" stroke="${line}" stroke-width="6"/><g fill="#ffffff" font-family="DejaVu Sans, sans-serif" font-weight="700" text-anchor="middle">${text}</g></svg>`;
}

/** Lines of at most so many signs, broken between words; a word that is longer is cut. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const shown = word.length > width ? `${word.slice(0, width - 1)}…` : word;
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${shown}`.length <= width) lines[lines.length - 1] = `${last} ${shown}`;
    else lines.push(shown);
  }
  return lines;
}
