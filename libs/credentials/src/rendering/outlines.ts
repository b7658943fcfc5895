import type { Font } from './fonts';

type Point = { x: number; y: number; isOnCurve: boolean };
type Place = { scale: number; x: number; y: number };

const [WORDS, OFFSETS, ONE_SCALE, MORE, TWO_SCALES, MATRIX] = [0x1, 0x2, 0x8, 0x20, 0x40, 0x80];
const DEEPEST = 5;

/** The outline of a glyph as SVG path data, scaled and placed, y downwards. Source: OpenType specification, table `glyf`. */
export function outlineOf(font: Font, glyph: number, place: Place): string {
  return contoursOf(font, glyph, 0)
    .map((contour) => drawContour(contour.map(({ x, y, isOnCurve }) => ({ x: place.x + x * place.scale, y: place.y - y * place.scale, isOnCurve }))))
    .join('');
}

function contoursOf(font: Font, glyph: number, depth: number): Point[][] {
  const [loca, isLong] = [font.table('loca'), font.table('head').readInt16BE(50) === 1];
  const at = (index: number): number => (isLong ? loca.readUInt32BE(index * 4) : loca.readUInt16BE(index * 2) * 2);
  const data = font.table('glyf').subarray(at(glyph), at(glyph + 1));
  if (data.length === 0 || depth > DEEPEST) return [];
  const count = data.readInt16BE(0);
  return count >= 0 ? simpleContours(data, count) : partsOf(font, data, depth);
}

function simpleContours(data: Buffer, count: number): Point[][] {
  const ends = Array.from({ length: count }, (_, index) => data.readUInt16BE(10 + index * 2));
  const total = (ends.at(-1) ?? -1) + 1;
  let cursor = 10 + count * 2;
  cursor += 2 + data.readUInt16BE(cursor);
  const flags: number[] = [];
  while (flags.length < total) {
    const flag = data.readUInt8(cursor++);
    const times = flag & 0x8 ? data.readUInt8(cursor++) + 1 : 1;
    for (let time = 0; time < times; time += 1) flags.push(flag);
  }
  const coordinates = (short: number, same: number): number[] => {
    let value = 0;
    return flags.map((flag) => {
      if (flag & short) value += (flag & same ? 1 : -1) * data.readUInt8(cursor++);
      else if (!(flag & same)) {
        value += data.readInt16BE(cursor);
        cursor += 2;
      }
      return value;
    });
  };
  const xs = coordinates(0x2, 0x10);
  const ys = coordinates(0x4, 0x20);
  const points = flags.map((flag, index) => ({ x: xs[index] ?? 0, y: ys[index] ?? 0, isOnCurve: (flag & 1) !== 0 }));
  return ends.map((end, index) => points.slice(index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end + 1));
}

/** A letter with its accent is two glyphs, each moved and scaled. */
function partsOf(font: Font, data: Buffer, depth: number): Point[][] {
  const contours: Point[][] = [];
  let cursor = 10;
  let flags = MORE;
  while (flags & MORE) {
    flags = data.readUInt16BE(cursor);
    const glyph = data.readUInt16BE(cursor + 2);
    const isWords = (flags & WORDS) !== 0;
    const [dx, dy] = flags & OFFSETS ? (isWords ? [data.readInt16BE(cursor + 4), data.readInt16BE(cursor + 6)] : [data.readInt8(cursor + 4), data.readInt8(cursor + 5)]) : [0, 0];
    cursor += isWords ? 8 : 6;
    const numbers = flags & MATRIX ? 4 : flags & TWO_SCALES ? 2 : flags & ONE_SCALE ? 1 : 0;
    const given = Array.from({ length: numbers }, (_, index) => data.readInt16BE(cursor + index * 2) / 16_384);
    cursor += numbers * 2;
    const [a, b, c, d] = numbers === 4 ? given : [given[0] ?? 1, 0, 0, given[1] ?? given[0] ?? 1];
    for (const contour of contoursOf(font, glyph, depth + 1)) {
      contours.push(contour.map(({ x, y, isOnCurve }) => ({ x: (a ?? 1) * x + (c ?? 0) * y + dx, y: (b ?? 0) * x + (d ?? 1) * y + dy, isOnCurve })));
    }
  }
  return contours;
}

/** Two points off the curve in a row have one on it, unwritten, half way between them. */
function drawContour(points: Point[]): string {
  const full = points.flatMap((point, index) => {
    const next = points[(index + 1) % points.length] ?? point;
    return point.isOnCurve || next.isOnCurve ? [point] : [point, { ...halfWay(point, next), isOnCurve: true }];
  });
  const start = full.findIndex(({ isOnCurve }) => isOnCurve);
  const first = full[start];
  if (!first) return '';
  let path = `M${spell(first)}`;
  for (let step = 1; step <= full.length; step += 1) {
    const point = full[(start + step) % full.length] ?? first;
    if (point.isOnCurve) path += `L${spell(point)}`;
    else path += `Q${spell(point)} ${spell(full[(start + (step += 1)) % full.length] ?? first)}`;
  }
  return `${path}Z`;
}

const halfWay = (a: Point, b: Point) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
const spell = ({ x, y }: Point): string => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
