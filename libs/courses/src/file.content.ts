import { fileTypeFromBuffer } from 'file-type';
import { acceptedType, type FileType, textTypeOf } from './file.types.rules';

/** What a file is, told by its content: `given` is the type it came as, the rest what it is served as. Null for what no course needs. */
export async function fileTypeOf(bytes: Buffer): Promise<(FileType & { given: string }) | null> {
  const given = await contentTypeOf(bytes);
  const type = given === null ? null : acceptedType(given);
  return given !== null && type ? { ...type, given } : null;
}

/** By content: signatures first, then whether it is a text and how it begins. Null for what is neither. */
async function contentTypeOf(bytes: Buffer): Promise<string | null> {
  const known = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (known && known.mime !== 'application/xml') return known.mime;
  if (bytes.length === 0 || bytes.includes(0)) return null;
  try {
    return textTypeOf(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}
