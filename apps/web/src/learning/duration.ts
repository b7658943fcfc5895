/** From here on people think in hours. */
const LONG = 90;

/** A time to plan for, in half hours; 0 where it is short and minutes say it better. */
export const hoursOf = (minutes: number): number => (minutes < LONG ? 0 : Math.round(minutes / 30) / 2);
