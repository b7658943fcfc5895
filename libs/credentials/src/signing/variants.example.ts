/** Every leaf changed, every member left out, one added to every object: each with the path of what was done. For specs. */
export function* variantsOf(value: unknown, rebuild: (changed: unknown) => unknown = (changed) => changed, path = ''): Generator<[string, unknown]> {
  if (typeof value !== 'object' || value === null) {
    yield [`${path} changed`, rebuild(typeof value === 'boolean' ? !value : `${String(value)}1`)];
    return;
  }
  const entries = Object.entries(value);
  const made = (kept: [string, unknown][]): unknown => rebuild(Array.isArray(value) ? kept.map(([, each]) => each) : Object.fromEntries(kept));
  if (!Array.isArray(value)) yield [`${path} with more`, made([...entries, ['unheardOf', 'x']])];
  for (const [key, each] of entries) {
    yield [`${path}/${key} left out`, made(entries.filter(([other]) => other !== key))];
    yield* variantsOf(each, (changed) => made(entries.map(([other, old]) => [other, other === key ? changed : old])), `${path}/${key}`);
  }
}
