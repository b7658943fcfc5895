import { z } from 'zod';

/** An identifier in a path; anything else is a 404. */
export const Id = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
export const PathKey = z.string().regex(/^[a-z0-9-]{1,64}$/);

/** One page of a list. */
export const listOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** An instant in UTC. */
export const Instant = z.iso.datetime({ offset: true });
