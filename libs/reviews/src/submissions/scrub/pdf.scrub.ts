import type { PDFDict as Dict } from '@cantoo/pdf-lib';

type Library = typeof import('@cantoo/pdf-lib');
type Strip = (bytes: Uint8Array) => Uint8Array | null;

/**
 * The pages of a PDF in a document of their own: what is said of the document (Info, XMP, attachments, scripts, outline,
 * signatures, forms) stays behind, and so do names and dates of annotations and what cameras write into pictures. Throws for what
 * cannot be read or is encrypted. It runs in another process, as text: it may use nothing but its arguments.
 */
export async function scrubPdf(pdf: Library, strip: Strip, input: Uint8Array): Promise<Uint8Array> {
  const { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFRef, PDFStream } = pdf;
  const MOST_PAGES = 1_000;
  const PAGE_KEYS = ['Type', 'Parent', 'Resources', 'MediaBox', 'CropBox', 'BleedBox', 'TrimBox', 'ArtBox', 'Rotate', 'Contents', 'Group', 'UserUnit', 'Annots'];
  const ANYWHERE = ['Metadata', 'PieceInfo', 'LastModified', 'SpiderInfo', 'AA', 'Thumb', 'OPI', 'AF'];
  const ANNOTATION = ['T', 'NM', 'M', 'CreationDate', 'RC', 'P', 'Parent', 'Popup', 'Dest', 'IRT', 'StructParent', 'V', 'DV', 'TU', 'TM'];
  const NO_NOTES = ['FileAttachment', 'Sound', 'Movie', 'Screen', 'RichMedia', '3D', 'Popup'];

  const nameAt = (dict: Dict, key: string): string => {
    const found = dict.lookup(PDFName.of(key));
    return found instanceof PDFName ? found.decodeText() : '';
  };
  const drop = (dict: Dict, keys: readonly string[]): void => {
    for (const key of keys) dict.delete(PDFName.of(key));
  };
  const isAnnotation = (dict: Dict): boolean => dict.has(PDFName.of('Subtype')) && dict.has(PDFName.of('Rect'));

  function cleanDict(dict: Dict): void {
    drop(dict, ANYWHERE);
    if (isAnnotation(dict)) {
      drop(dict, ANNOTATION);
      const action = dict.lookup(PDFName.of('A'));
      if (!(action instanceof PDFDict) || nameAt(action, 'S') !== 'URI') drop(dict, ['A']);
      else drop(action, ['Next']);
    }
    for (const [, child] of dict.entries()) clean(child);
  }
  function clean(object: unknown): void {
    if (object instanceof PDFDict) cleanDict(object);
    else if (object instanceof PDFStream) cleanDict(object.dict);
    else if (object instanceof PDFArray) for (const child of object.asArray()) clean(child);
  }

  const source = await PDFDocument.load(input, { updateMetadata: false });
  if (source.isEncrypted || source.getPageCount() > MOST_PAGES) throw new Error('encrypted, or too long');
  for (const [ref, object] of source.context.enumerateIndirectObjects()) {
    clean(object);
    if (!(object instanceof PDFRawStream) || nameAt(object.dict, 'Subtype') !== 'Image') continue;
    const filter = object.dict.lookup(PDFName.of('Filter'));
    const only = filter instanceof PDFArray && filter.size() === 1 ? filter.lookup(0) : filter;
    if (!(only instanceof PDFName) || only.decodeText() !== 'DCTDecode') continue;
    const bare = strip(object.contents);
    if (bare) source.context.assign(ref, PDFRawStream.of(object.dict, bare));
  }
  for (const { node } of source.getPages()) {
    for (const [key] of node.entries()) if (!PAGE_KEYS.includes(key.decodeText())) node.delete(key);
    const notes = node.lookup(PDFName.of('Annots'));
    if (!(notes instanceof PDFArray)) continue;
    for (let at = notes.size() - 1; at >= 0; at--) {
      const note = notes.get(at) instanceof PDFRef ? notes.lookup(at) : notes.get(at);
      if (!(note instanceof PDFDict) || NO_NOTES.includes(nameAt(note, 'Subtype')) || nameAt(note, 'FT') === 'Sig') notes.remove(at);
    }
  }

  const bare = await PDFDocument.create({ updateMetadata: false });
  for (const page of await bare.copyPages(source, source.getPageIndices())) bare.addPage(page);
  return bare.save({ addDefaultPage: false, updateFieldAppearances: false });
}
