import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { Transformer } from '@napi-rs/image';
import { strToU8, zipSync } from 'fflate';
import type { Identity } from './support';

/** A file as a person's devices make it: what it shows is the same for everybody, what is written beside it is theirs. */
export type GivenFile = Readonly<{ name: string; bytes: Uint8Array }>;

export const filesOf = async (who: Identity): Promise<GivenFile[]> => [
  { name: `IMG ${who.displayName} at ${who.school}.JPEG`, bytes: await photo(who) },
  { name: `${who.certificateName.toLowerCase().replaceAll(' ', '-')}.pdf`, bytes: await letter(who) },
  { name: `Plan of ${who.displayName} (${who.country}).docx`, bytes: textDocument(who) },
];

/** A JPEG with EXIF, XMP and a comment that say who took it. */
async function photo({ displayName, email, school }: Identity): Promise<Buffer> {
  const pixels = Buffer.alloc(48 * 32 * 4, 200);
  const jpeg = await Transformer.fromRgbaPixels(pixels, 48, 32).jpeg(90);
  const artist = Buffer.from(`${displayName}\0`);
  const tiff = Buffer.alloc(26);
  tiff.write('II*\0');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  // One entry: Artist (0x013b), ASCII, its length, right behind the directory.
  tiff.writeUInt16LE(0x013b, 10);
  tiff.writeUInt16LE(2, 12);
  tiff.writeUInt32LE(artist.length, 14);
  tiff.writeUInt32LE(26, 18);
  const exif = segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff, artist]));
  const xmp = segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>${email}</dc:creator></x:xmpmeta>`));
  return Buffer.concat([jpeg.subarray(0, 2), exif, xmp, segment(0xfe, Buffer.from(school)), jpeg.subarray(2)]);
}

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

async function letter({ displayName, email, school, timeZone }: Identity): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([300, 200]);
  page.drawText('A worksheet about swifts', { x: 20, y: 100, size: 14, font: await pdf.embedFont(StandardFonts.Helvetica) });
  pdf.setAuthor(displayName);
  pdf.setCreator(email);
  pdf.setProducer(`Printer of ${school}`);
  pdf.setTitle(`By ${displayName}, ${timeZone}`);
  pdf.setCreationDate(new Date(Date.UTC(2020, displayName.length, 1, email.length % 24)));
  pdf.setModificationDate(new Date(Date.UTC(2021, displayName.length, 1)));
  return pdf.save();
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

function textDocument({ displayName, email, school }: Identity): Uint8Array {
  const body = `<w:p w:rsidR="00${displayName.length}A"><w:ins w:id="1" w:author="${displayName}" w:date="2024-0${(displayName.length % 9) + 1}-01T08:00:00Z"><w:r><w:t>Count the swifts at dusk.</w:t></w:r></w:ins></w:p>`;
  const core = `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>${displayName}</dc:creator><cp:lastModifiedBy>${email}</cp:lastModifiedBy></cp:coreProperties>`;
  const app = `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>${school}</Company></Properties>`;
  const types = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>`;
  const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>`;
  const files = { '[Content_Types].xml': types, '_rels/.rels': rels, 'word/document.xml': `<w:document ${W}><w:body>${body}</w:body></w:document>`, 'docProps/core.xml': core, 'docProps/app.xml': app };
  const entries = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]));
  // The time in a ZIP file is its maker's too.
  return zipSync(entries, { mtime: new Date(2010 + (displayName.length % 9), 4, 5) });
}
