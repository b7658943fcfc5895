export type BadgeShape = 'circle' | 'hexagon' | 'shield';
export type BadgeColour = 'petrol' | 'plum' | 'brick' | 'forest' | 'night' | 'earth';
export type BadgeIcon = 'star' | 'people' | 'speech' | 'pen' | 'chart' | 'heart';

/** A deep ground that white letters are read on at 7 : 1 at least, and the colour of the road on it. */
export const badgePalettes: Record<BadgeColour, { deep: string; route: string }> = {
  petrol: { deep: '#06343e', route: '#f2b431' },
  plum: { deep: '#3d2250', route: '#f3b6c8' },
  brick: { deep: '#5c2318', route: '#ffc08a' },
  forest: { deep: '#173f26', route: '#c3e38f' },
  night: { deep: '#1d2b57', route: '#8fd3ff' },
  earth: { deep: '#453012', route: '#f4d28a' },
};

type Outline = {
  outer: string;
  /** The ring a little inside it. */
  inner: string;
  /** The height of the middle of the title. */
  centre: number;
  /** Half the width inside the ring at a height of the lower half. */
  halfWidthAt: (y: number) => number;
};

/** Outlines in the 512 units of the picture. */
export const badgeShapes: Record<BadgeShape, Outline> = {
  circle: {
    outer: 'M256 6a250 250 0 1 1 0 500a250 250 0 1 1 0-500z',
    inner: 'M256 26a230 230 0 1 1 0 460a230 230 0 1 1 0-460z',
    centre: 338,
    halfWidthAt: (y) => Math.sqrt(Math.max(0, 226 ** 2 - (y - 256) ** 2)),
  },
  hexagon: {
    outer: 'M240.4 10a32 32 0 0 1 31.2 0L464.4 119.4a32 32 0 0 1 15.6 27.6V365a32 32 0 0 1-15.6 27.6L271.6 502a32 32 0 0 1-31.2 0L47.6 392.6A32 32 0 0 1 32 365V147a32 32 0 0 1 15.6-27.6z',
    inner: 'M246 30a20 20 0 0 1 20 0L450 134.6a20 20 0 0 1 10 17.4V360a20 20 0 0 1-10 17.4L266 482a20 20 0 0 1-20 0L62 377.4A20 20 0 0 1 52 360V152a20 20 0 0 1 10-17.4z',
    centre: 332,
    halfWidthAt: (y) => Math.min(200, Math.max(0, (482 - y) * 1.76)),
  },
  shield: {
    outer: 'M44 38a24 24 0 0 1 24-24H444a24 24 0 0 1 24 24V300C468 404 372 466 256 506C140 466 44 404 44 300z',
    inner: 'M64 44a10 10 0 0 1 10-10H438a10 10 0 0 1 10 10V298C448 388 364 446 256 484C148 446 64 388 64 298z',
    centre: 326,
    halfWidthAt: (y) => (y <= 298 ? 188 : 188 * Math.sqrt(Math.max(0, 1 - ((y - 298) / 172) ** 2))),
  },
};

/** Signs of 24 by 24. */
export const badgeIcons: Record<BadgeIcon, string> = {
  star: 'M12 2l3 6.6 7 .8-5.2 4.8 1.4 7L12 17.7 5.8 21.2l1.4-7L2 9.4l7-.8z',
  people: 'M8 11.5a4 4 0 1 1 0-8a4 4 0 1 1 0 8zM1 20c0-4 3-6.5 7-6.500s7 2.5 7 6.500zM17 12a3.2 3.2 0 1 1 0-6.400a3.2 3.2 0 1 1 0 6.400zM16.8 20c0-2.3-.8-4.3-2.2-5.700c.7-.2 1.5-.3 2.4-.3c3.4 0 6 2.2 6 6z',
  speech: 'M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-7l-5.5 4.500V17H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z',
  pen: 'M16.5 2.500l5 5L8.5 20.5 2 22l1.5-6.500z',
  chart: 'M3 21V13h4v8zM10 21V3h4v18zM17 21V9h4v12z',
  heart: 'M12 21C5 15.5 2 12 2 8.300C2 5.3 4.3 3 7.2 3C9.1 3 11 4 12 5.800C13 4 14.9 3 16.8 3C19.7 3 22 5.3 22 8.300C22 12 19 15.5 12 21z',
};
