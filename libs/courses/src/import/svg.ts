import { decodeMarkup } from './text-encoding';

const ACTIVE = [
  /<(?:[\w-]{1,40}:)?(?:script|foreignobject|iframe|embed|object|handler|listener)[\s/>]/i,
  /[\s"'/]on[a-z]{3,40}\s{0,40}=/i,
  /(?:java|vb)script\s{0,40}:/i,
  /data:\s{0,40}text\/html/i,
  /<!(?:entity|doctype[^>[]{0,2000}\[)/i,
  /attributename\s{0,40}=\s{0,40}["']?\s{0,40}(?:xlink:)?(?:href|on)/i,
];

/** An SVG picture that could run code or fetch something where it is shown. */
export function isActiveSvg(text: string): boolean {
  return ACTIVE.some((pattern) => pattern.test(text));
}

export function isSvg(bytes: Buffer): boolean {
  const beginning = decodeMarkup(bytes.subarray(0, 4_000)).trimStart();
  return beginning.startsWith('<') && /<(?:[\w-]{1,40}:)?svg[\s/>]/i.test(beginning);
}
