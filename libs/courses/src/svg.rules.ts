/** Elements that may be drawn once every `<use>` is unfolded: enough for a chart, far from a picture without end. */
const MOST_COPIES = 50_000;
const DEEPEST = 200;
const LONGEST = 2_000_000;
const DRAWABLE_REFERENCE = /^\s*(?:#|data:image\/(?:png|jpeg|jpg|gif|webp);base64,)/i;

/**
 * Why a drawing is not turned into a picture, or null. What draws it would open files that it names, has no fonts,
 * and draws whatever it is told as often as it is told.
 */
export function whyNotDraw(svg: string): string | null {
  if (svg.length > LONGEST) return 'The drawing is too large.';
  if (/<!(?:ENTITY|DOCTYPE[^<>[]*\[)/i.test(svg)) return 'The drawing declares entities.';
  if ([...svg.matchAll(/(?:^|[\s"':])href\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].some(([, double, single]) => !DRAWABLE_REFERENCE.test(double ?? single ?? ''))) {
    return 'The drawing refers to something outside of itself.';
  }
  if (/<(?:[\w-]+:)?(?:text|foreignObject)[\s>/]/i.test(svg)) {
    return 'The drawing holds text, which would be lost: save it with its text as paths, or as PNG.';
  }
  return copiesIn(svg) > MOST_COPIES ? 'The drawing repeats its parts too often.' : null;
}

/** How many elements a drawing has once every `<use>` is replaced by what it shows. */
export function copiesIn(svg: string): number {
  const parts = new Map<string, { own: number; uses: string[] }>();
  const whole = { own: 0, uses: [] as string[] };
  const open: (string | null)[] = [];
  for (const [, closing, name, attributes = '', selfClosing] of svg.matchAll(/<(\/?)([A-Za-z][\w:.-]*)((?:"[^"<]*"|'[^'<]*'|[^<>"'])*?)(\/?)>/g)) {
    if (closing) {
      open.pop();
      continue;
    }
    const id = /(?:^|\s)id\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1] ?? null;
    if (id !== null && !parts.has(id)) parts.set(id, { own: 0, uses: [] });
    const around = [whole, ...[...new Set([...open, id])].flatMap((each) => (each === null ? [] : (parts.get(each) ?? [])))];
    const used = /(?:^|:)use$/.test(name!) ? /href\s*=\s*["']\s*#([^"']*)["']/.exec(attributes)?.[1] : undefined;
    for (const part of around) {
      part.own += 1;
      if (used !== undefined) part.uses.push(used);
    }
    if (!selfClosing && open.push(id) > DEEPEST) return Infinity;
  }
  return weigh(whole, parts);
}

type Part = { own: number; uses: string[] };

function weigh(whole: Part, parts: ReadonlyMap<string, Part>): number {
  const weights = new Map<string, number>();
  const weightOf = (id: string, above: ReadonlySet<string>): number => {
    if (above.has(id) || above.size > DEEPEST) return Infinity;
    const known = weights.get(id);
    if (known !== undefined) return known;
    const weight = sum(parts.get(id) ?? { own: 0, uses: [] }, new Set([...above, id]));
    weights.set(id, weight);
    return weight;
  };
  const sum = (part: Part, above: ReadonlySet<string>): number => part.uses.reduce((total, id) => total + weightOf(id, above), part.own);
  return sum(whole, new Set());
}

/** The size that a drawing asks for, in pixels, where it says so. */
export function drawnSize(svg: string): { width: number; height: number } | null {
  const root = /<(?:[\w-]+:)?svg((?:"[^"<]*"|'[^'<]*'|[^<>"'])*)>/i.exec(svg)?.[1] ?? '';
  const pixels = (name: string) => Number(new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']\\s*([0-9.]{1,12})(?:px)?\\s*["']`).exec(root)?.[1] ?? 0);
  const size = { width: pixels('width'), height: pixels('height') };
  return size.width >= 1 && size.height >= 1 ? size : null;
}
