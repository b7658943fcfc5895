import type { CountriesShown } from '@academy/discussions';

/** Column and row of each country: one tile each, at its rough place. Countries that have none stand in the table. */
const PLACES: Readonly<Record<string, readonly [number, number]>> = {
  IS: [0, 0], NO: [3, 0], SE: [4, 0], FI: [5, 0],
  EE: [5, 1],
  IE: [0, 2], GB: [1, 2], DK: [3, 2], LV: [5, 2],
  NL: [2, 3], DE: [3, 3], PL: [4, 3], LT: [5, 3], BY: [6, 3],
  BE: [1, 4], LU: [2, 4], CZ: [3, 4], SK: [4, 4], UA: [5, 4],
  FR: [1, 5], CH: [2, 5], AT: [3, 5], HU: [4, 5], RO: [5, 5], MD: [6, 5],
  LI: [2, 6], SI: [3, 6], HR: [4, 6], RS: [5, 6], BG: [6, 6], GE: [7, 6], AZ: [8, 6],
  PT: [0, 7], ES: [1, 7], IT: [2, 7], BA: [4, 7], XK: [5, 7], MK: [6, 7], TR: [7, 7], AM: [8, 7],
  ME: [4, 8], AL: [5, 8], GR: [6, 8],
  MT: [3, 9], CY: [7, 9],
};
const SIDE = 40;
const GAP = 2;
const COLUMNS = 9;
const ROWS = 10;

/** Where each shade begins, by the size of the largest number. */
const SCALES = [
  { upTo: 60, from: [5, 10, 20, 40] },
  { upTo: 300, from: [5, 20, 50, 150] },
  { upTo: Infinity, from: [5, 50, 200, 800] },
] as const;

type Tile = Readonly<{ country: string; x: number; y: number; middle: number; codeY: number; numberY: number; people: number | null; shade: number }>;
export type CountryMap = Readonly<{ width: number; height: number; side: number; tiles: readonly Tile[]; legend: readonly Readonly<{ shade: number; from: number; to: number | null }>[]; beyond: readonly string[] }>;

/** The picture of these counts. Shade 0: fewer people than are told, or none: the two look alike. */
export function countryMap({ shown }: CountriesShown): CountryMap {
  const people = new Map(shown.map((each) => [each.country, each.people]));
  const largest = Math.max(0, ...people.values());
  const { from } = SCALES.find(({ upTo }) => largest <= upTo)!;
  const shadeOf = (count: number | undefined): number => from.filter((least) => count !== undefined && count >= least).length;
  return {
    width: COLUMNS * SIDE - GAP,
    height: ROWS * SIDE - GAP,
    side: SIDE - GAP,
    tiles: Object.entries(PLACES).map(([country, [column, row]]) => ({ country, ...cornerOf(column, row), people: people.get(country) ?? null, shade: shadeOf(people.get(country)) })),
    legend: from.map((least, index) => ({ shade: index + 1, from: least, to: index + 1 < from.length ? from[index + 1]! - 1 : null })),
    beyond: shown.map(({ country }) => country).filter((country) => !(country in PLACES)),
  };
}

const cornerOf = (column: number, row: number) => {
  const [x, y] = [column * SIDE, row * SIDE];
  return { x, y, middle: x + (SIDE - GAP) / 2, codeY: y + 16, numberY: y + 32 };
};
