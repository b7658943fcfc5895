/** A copy of a value in which every text, however deep, went through `change`. */
export function everyText<Value>(value: Value, change: (text: string) => string): Value;
export function everyText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((part: unknown) => everyText(part, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, everyText(part, change)]));
}
