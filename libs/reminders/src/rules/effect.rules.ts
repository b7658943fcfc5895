/** People and how many of them did the thing. */
export type Arm = Readonly<{ people: number; done: number }>;
/** The difference of two shares (first minus second) with its 95 % interval. */
export type Difference = Readonly<{ difference: number; low: number; high: number }>;

/** Fewer people in either arm than this tell nothing. */
export const FEWEST = 20;
/** Of the normal distribution, for 95 %. */
const Z = 1.959964;

/** Wilson's interval for one share. */
function wilson({ people, done }: Arm): { low: number; high: number } {
  const share = done / people;
  const spread = (Z * Math.sqrt((share * (1 - share)) / people + (Z * Z) / (4 * people * people))) / (1 + (Z * Z) / people);
  const centre = (share + (Z * Z) / (2 * people)) / (1 + (Z * Z) / people);
  return { low: Math.max(0, centre - spread), high: Math.min(1, centre + spread) };
}

/**
 * What reminding changed: Newcombe's hybrid score interval (1998, method 10), which holds for small arms and shares near
 * 0 and 1 too. Null where there are too few to tell.
 */
export function differenceOf(reminded: Arm, heldOut: Arm): Difference | null {
  if (reminded.people < FEWEST || heldOut.people < FEWEST) return null;
  const [a, b] = [reminded.done / reminded.people, heldOut.done / heldOut.people];
  const [ofA, ofB] = [wilson(reminded), wilson(heldOut)];
  return { difference: a - b, low: a - b - Math.hypot(a - ofA.low, ofB.high - b), high: a - b + Math.hypot(ofA.high - a, b - ofB.low) };
}

/** What may be said of it. */
export function verdictOf(difference: Difference | null): 'too-few' | 'helps' | 'hinders' | 'open' {
  if (!difference) return 'too-few';
  return difference.low > 0 ? 'helps' : difference.high < 0 ? 'hinders' : 'open';
}
