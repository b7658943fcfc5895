/** A licence for people: its usual name, and where its text is. `id` is an SPDX identifier. */
export function licenceOf(id: string): { name: string; href: string } {
  const creative = /^CC-(BY(?:-NC)?(?:-ND|-SA)?)-(\d\.\d)$/.exec(id);
  if (creative) return { name: `CC ${creative[1]} ${creative[2]}`, href: `https://creativecommons.org/licenses/${creative[1]!.toLowerCase()}/${creative[2]}/` };
  if (id === 'CC0-1.0') return { name: 'CC0 1.0', href: 'https://creativecommons.org/publicdomain/zero/1.0/' };
  return { name: id, href: `https://spdx.org/licenses/${id}.html` };
}
