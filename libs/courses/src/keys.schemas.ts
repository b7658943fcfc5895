import { z } from 'zod';

/** The stable name of a module, section, activity, question or option: the client's, or made by the server. */
export const Key = z.string().regex(/^[a-z0-9-]{1,64}$/, 'A key has 1 to 64 characters of a-z, 0-9 and -.');
export const LanguageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'A language is a BCP 47 tag such as pt or sr-Cyrl.').max(35);
/** http and https alone: whatever else a browser would follow (javascript:, data:) is no link of ours. */
export const WebUrl = z.url({ protocol: /^https?$/ }).max(2_000);
/** https alone: for what people are sent to at a given hour. */
export const SecureUrl = z.url({ protocol: /^https$/ }).max(2_000);
/** A web address, or a file of this course: `/media/{id}`. */
export const MediaUrl = z.union([WebUrl, z.string().regex(/^\/media\/[A-Za-z0-9-]{1,64}$/)]);
export const Markdown = z.string().max(200_000);
export const Fraction = z.number().min(0).max(1);
