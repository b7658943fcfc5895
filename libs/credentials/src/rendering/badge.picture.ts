import { badgeIcons, badgePalettes, badgeShapes, type BadgeColour, type BadgeIcon, type BadgeShape } from './badge.parts';
import { between } from './colours';
import { drawLine, widthOf } from './lettering';

export type BadgeDrawing = {
  title: string;
  /** What stands on it in letters; left out: the title. */
  text?: string;
  shape?: BadgeShape;
  /** Left out: chosen by the title, so that a badge keeps its looks. */
  colour?: BadgeColour;
  /** Left out: the road ends in a stop. */
  icon?: BadgeIcon;
};

const SIZES = [64, 58, 52, 47, 42, 38, 34, 31];
const LEADING = 1.12;
const MOST_LINES = 4;
/** More than four lines of the smallest letters ever hold. */
const MOST_LETTERS = 200;
/** How high letters stand, in sizes, and where the title may begin: under the road. */
const CAPITALS = 0.72;
const LOWER_HALF = 252;

/**
 * The picture of a badge as an SVG of 512 by 512: streets on a map, the road that was taken, the title below. No
 * scripts, styles, fonts or references from elsewhere. The same drawing gives the same picture.
 */
export function drawBadge({ title, text, shape = 'circle', colour, icon }: BadgeDrawing): string {
  const words = plain(title);
  const seed = hash(words);
  const names = Object.keys(badgePalettes) as BadgeColour[];
  const { deep, route } = badgePalettes[colour ?? names[seed % names.length] ?? 'petrol'];
  const outline = badgeShapes[shape];
  const name = escapeXml(words);
  const clip = `badge-${shape}-${seed.toString(36)}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" role="img" aria-label="${name}"><title>${name}</title>`,
    `<clipPath id="${clip}"><path d="${outline.inner}"/></clipPath>`,
    `<path d="${outline.outer}" fill="${deep}"/>`,
    `<g clip-path="url(#${clip})" fill="none">${streets(seed, between(deep, '#ffffff', 0.16))}${road(seed, route, deep, icon)}</g>`,
    `<path d="${outline.inner}" fill="none" stroke="${route}" stroke-width="7" stroke-linejoin="round"/>`,
    `<path d="${lettering(Array.from(text === undefined ? words : plain(text)).slice(0, MOST_LETTERS).join(''), shape)}" fill="#ffffff"/>`,
    '</svg>',
  ].join('');
}

/** A grid of streets, a little different for every title, in the upper half. */
function streets(seed: number, colour: string): string {
  const shift = (bits: number, reach: number): number => ((seed >>> bits) % (2 * reach + 1)) - reach;
  const level = 118 + shift(0, 14);
  const [left, middle, right] = [130 + shift(4, 18), 250 + shift(8, 20), 382 + shift(12, 18)];
  const lines = [
    `M0 ${level}H512`,
    `M0 ${level + 92}L512 ${level + 74}`,
    `M${left + 26} 0L${left - 18} 262`,
    `M${middle - 14} 0L${middle + 18} 262`,
    `M${right} 0L${right + 22} 262`,
    `M${left + 6} ${level}L${middle + 12} ${level + 84}`,
    `M${middle} ${level}L512 ${level - 70}`,
  ];
  return `<path d="${lines.join('')}" stroke="${colour}" stroke-width="5"/>`;
}

/** The road comes in from the left and ends where the icon is, or in a stop. */
function road(seed: number, colour: string, ground: string, icon: BadgeIcon | undefined): string {
  const bend = 150 + (seed % 60);
  const path = `<path d="M0 ${236 - (seed % 13)}H${bend}L${bend + 62} 150H306V96" stroke="${colour}" stroke-width="17" stroke-linejoin="round"/>`;
  const stops = [0.3, 0.72].map((share) => `<circle cx="${Math.round(bend + 62 * share)}" cy="${Math.round(236 - (seed % 13) - (86 - (seed % 13)) * share)}" r="5.5" fill="${ground}"/>`);
  const end = icon
    ? `<circle cx="306" cy="104" r="50" fill="${colour}" stroke="${ground}" stroke-width="8"/><path d="${badgeIcons[icon]}" transform="translate(270 68) scale(3)" fill="${ground}"/>`
    : `<circle cx="306" cy="96" r="27" fill="${colour}" stroke="${ground}" stroke-width="9"/>`;
  return `${path}${stops.join('')}${end}`;
}

/** The title, as large as it fits into the lower half; what is too long for the smallest size ends in an ellipsis. */
function lettering(words: string, shape: BadgeShape): string {
  // Letters are set one after the other, which is wrong for these scripts; the name of the picture still says the title.
  if (/[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(words)) return '';
  for (const size of SIZES) {
    for (let count = 1; count <= MOST_LINES; count += 1) {
      const rows = rowsOf(count, size, shape);
      const lines = filled(words, rows, size);
      const isBelowRoad = (rows[0]?.y ?? 0) - size * CAPITALS >= LOWER_HALF;
      if (isBelowRoad && lines.length === count && lines.every((line, index) => widthOf(line, size) <= (rows[index]?.room ?? 0))) return drawn(balanced(words, lines, rows, size), rows, size);
    }
  }
  const size = SIZES.at(-1) ?? 31;
  const rows = rowsOf(MOST_LINES, size, shape);
  const lines = filled(words, rows, size);
  const shown = lines.slice(0, MOST_LINES).map((line, index) => shortened(line, rows[index]?.room ?? 0, size, index === MOST_LINES - 1 && lines.length > MOST_LINES));
  return drawn(shown, rows, size);
}

type Row = { y: number; room: number };

/** Where so many lines stand, and how wide each may be inside the outline. */
function rowsOf(count: number, size: number, shape: BadgeShape): Row[] {
  const { centre, halfWidthAt } = badgeShapes[shape];
  return Array.from({ length: count }, (_, index) => {
    const y = centre + (index - (count - 1) / 2) * size * LEADING + size * 0.34;
    return { y, room: 2 * Math.min(halfWidthAt(y - size * 0.75), halfWidthAt(y + size * 0.2)) - 40 };
  });
}

/** Words laid into rows; what is left over makes more lines than there are rows. */
function filled(words: string, rows: Row[], size: number): string[] {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`, size) <= (rows[lines.length - 1]?.room ?? 0)) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The same number of lines, as even as they can be. */
function balanced(words: string, lines: string[], rows: Row[], size: number): string[] {
  for (let share = 0.5; share < 1; share += 0.05) {
    const narrower = rows.map(({ y, room }) => ({ y, room: room * share }));
    const tried = filled(words, narrower, size);
    if (tried.length === lines.length && tried.every((line, index) => widthOf(line, size) <= (rows[index]?.room ?? 0))) return tried;
  }
  return lines;
}

const drawn = (lines: string[], rows: Row[], size: number): string => lines.map((line, index) => drawLine(line, size, 256, rows[index]?.y ?? 0)).join('');

function shortened(line: string, room: number, size: number, hasMore: boolean): string {
  if (!hasMore && widthOf(line, size) <= room) return line;
  let kept = Array.from(line);
  while (kept.length > 1 && widthOf(`${kept.join('')}…`, size) > room) kept = kept.slice(0, -1);
  return `${kept.join('').trimEnd()}…`;
}

/** One line without what XML forbids or what only steers direction; never empty. */
const plain = (text: string): string =>
  text.toWellFormed().normalize('NFC').replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff]/g, '').trim() || '…';

const escapeXml = (text: string): string => text.replace(/[<>&"']/g, (sign) => `&#${sign.codePointAt(0)};`);
const hash = (text: string): number => Array.from(text).reduce((sum, sign) => (Math.imul(sum, 31) + (sign.codePointAt(0) ?? 0)) >>> 0, 7);
