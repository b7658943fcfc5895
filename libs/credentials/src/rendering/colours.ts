type Channels = [number, number, number];

/** The three channels of `#rrggbb`, 0–255. Throws for anything else: colours come from our own palette or a checked form. */
export function channelsOf(hex: string): Channels {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  if (!found) throw new Error(`${JSON.stringify(hex)} is not a colour of the form #rrggbb.`);
  return [1, 2, 3].map((group) => Number.parseInt(found[group] ?? '', 16)) as Channels;
}

/** A colour between two: `share` 0 is the first, 1 the second. */
export function between(first: string, second: string, share: number): string {
  const [from, to] = [channelsOf(first), channelsOf(second)];
  const mixed = from.map((channel, index) => Math.round(channel + ((to[index] ?? 0) - channel) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** The contrast of two colours, 1 to 21. Source: WCAG 2.2, definition of contrast ratio. */
export function contrast(first: string, second: string): number {
  const [a, b] = [luminance(first), luminance(second)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** White or ink, whichever is read better on a ground. */
export function readableOn(ground: string): string {
  return contrast('#ffffff', ground) >= contrast('#14222a', ground) ? '#ffffff' : '#14222a';
}

/** A colour darkened step by step until text of it can be read on a ground (4.5 : 1). */
export function readableAs(colour: string, ground: string): string {
  for (let share = 0; share < 1; share += 0.1) {
    const darker = between(colour, '#14222a', share);
    if (contrast(darker, ground) >= 4.5) return darker;
  }
  return '#14222a';
}

function luminance(hex: string): number {
  const [red, green, blue] = channelsOf(hex).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
