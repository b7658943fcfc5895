import { instantOf, localOf } from '@academy/platform';

/** What a browser sent, or what a form is shown with: one text a field, several for boxes. */
export type Body = Readonly<Record<string, unknown>>;
/** An item of a draft, seen as named values. */
export type Item = Readonly<Record<string, unknown>>;

/** One field of a form: how it is shown, read from an item and written back. */
export type FieldSpec = Readonly<{
  name: string;
  control: 'line' | 'area' | 'number' | 'select' | 'boxes' | 'box' | 'time';
  isRequired: boolean;
  rows: number;
  /** Folded away under the fields that everybody needs. */
  isRare?: boolean;
  read: (item: Item) => string | string[];
  /** The value as the domain takes it; null takes a field back to what it is by itself. */
  write: (typed: string, all: string[], before: Item) => unknown;
}>;

/** Browsers send lines of a text with CR LF. */
export const textOf = (value: unknown): string => String(([value].flat()[0] as string | number | null | undefined) ?? '').replaceAll('\r\n', '\n');
export const listOf = (value: unknown): string[] => [value ?? []].flat().map(String);
export const linesOf = (text: string): string[] => text.split('\n').map((each) => each.trim()).filter((each) => each !== '');

/** A number as people type it; NaN, which no schema takes, for what is none. */
export const numberOf = (typed: string): number => (/^\s*-?\d+([.,]\d+)?\s*$/.test(typed) ? Number(typed.replace(',', '.')) : Number.NaN);
const optionalNumber = (typed: string): number | null => (typed.trim() === '' ? null : numberOf(typed));

type More = Partial<FieldSpec>;
const spec = (name: string, control: FieldSpec['control'], more: More): FieldSpec => ({
  name,
  control,
  isRequired: false,
  rows: 0,
  read: (item) => textOf(item[name]),
  write: (typed) => typed,
  ...more,
});

export const line = (name: string, more: More = {}): FieldSpec => spec(name, 'line', { isRequired: true, write: (typed) => typed.trim(), ...more });
export const area = (name: string, rows: number, more: More = {}): FieldSpec => spec(name, 'area', { rows, ...more });
export const number = (name: string, more: More = {}): FieldSpec => spec(name, 'number', { write: optionalNumber, ...more });
export const percent = (name: string): FieldSpec =>
  number(name, {
    isRequired: true,
    read: (item) => textOf(Math.round(Number(item[name] ?? 0.5) * 100)),
    write: (typed) => numberOf(typed) / 100,
  });
export const box = (name: string, isTicked: boolean): FieldSpec =>
  spec(name, 'box', { read: (item) => ((item[name] ?? isTicked) === true ? 'true' : ''), write: (typed) => typed === 'true' });
/** A moment, shown and typed in this zone; one that comes back as it was shown is the same instant. What is no time is left for the schema to refuse. */
export const time = (name: string, timeZone: string): FieldSpec => {
  const local = (value: unknown): string => (typeof value === 'string' && value !== '' ? localOf(value, timeZone) : '');
  return spec(name, 'time', {
    read: (item) => local(item[name]),
    write: (typed, _all, before) => (typed === '' ? null : typed === local(before[name]) ? before[name] : (instantOf(typed, timeZone) ?? typed)),
  });
};
export const select = (name: string, more: More = {}): FieldSpec => spec(name, 'select', { isRequired: true, ...more });
export const boxes = (name: string): FieldSpec => spec(name, 'boxes', { read: (item) => listOf(item[name]), write: (_typed, all) => all });

export const valuesOf = (specs: readonly FieldSpec[], item: Item): Record<string, string | string[]> =>
  Object.fromEntries(specs.map(({ name, read }) => [name, read(item)]));

/** What a form changes of an item. */
export const patchOf = (specs: readonly FieldSpec[], body: Body, before: Item): Record<string, unknown> =>
  Object.fromEntries(specs.map(({ name, write }) => [name, write(textOf(body[name]), listOf(body[name]), before)]));

/** The same for something new: what was left empty is left out. */
export const newFrom = (specs: readonly FieldSpec[], body: Body): Record<string, unknown> =>
  Object.fromEntries(Object.entries(patchOf(specs, body, {})).filter(([, value]) => value !== null));

/** Names of fields in which a form differs from an item as it stands now. */
export const differing = (specs: readonly FieldSpec[], body: Body, now: Item): FieldSpec[] =>
  specs.filter(({ name, control, read }) => {
    const theirs = read(now);
    return control === 'boxes' ? listOf(body[name]).sort().join() !== listOf(theirs).sort().join() : textOf(body[name]).trim() !== textOf(theirs).trim();
  });
