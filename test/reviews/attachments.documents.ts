import { PDFDocument, PDFName, PDFRawStream, PDFString, StandardFonts } from '@cantoo/pdf-lib';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { telephonePicture } from '../courses/sample.files';

/** What must not be found in any file that leaves the house. */
export const SECRET = 'SECRETNAME';
export const DATE = '2019-08-07';

const text = (xml: string): Uint8Array => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${xml}`);
const RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PROPERTIES = {
  'docProps/core.xml': text(`<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>${SECRET}</dc:creator><cp:lastModifiedBy>${SECRET}</cp:lastModifiedBy><dcterms:created>${DATE}</dcterms:created></cp:coreProperties>`),
  'docProps/app.xml': text(`<Properties><Company>${SECRET} School</Company><Manager>${SECRET}</Manager></Properties>`),
  'docProps/custom.xml': text(`<Properties><property name="Owner"><vt:lpwstr>${SECRET}</vt:lpwstr></property></Properties>`),
  'docProps/thumbnail.jpeg': strToU8(`${SECRET} thumbnail`),
  '_rels/.rels': text(
    `<Relationships ${RELATIONS}><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="main.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail" Target="docProps/thumbnail.jpeg"/></Relationships>`,
  ),
};
const types = (main: string, part: string): Uint8Array =>
  text(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${main}.main+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`);

/** A Word document with a comment, a tracked change, revision numbers, a template on somebody's disk, a picture and an embedded workbook. */
export async function docx(): Promise<Buffer> {
  return Buffer.from(
    zipSync({
      '[Content_Types].xml': types('wordprocessingml.document', 'word/document.xml'),
      ...PROPERTIES,
      'word/document.xml': text(
        `<w:document xmlns:w="w"><!-- by ${SECRET} --><w:body><w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD"><w:ins w:id="1" w:author="${SECRET}" w:date="${DATE}T10:00:00Z"><w:r><w:t>Plan a walk</w:t></w:r></w:ins><w:del w:author='${SECRET}' w:id="2"/></w:p></w:body></w:document>`,
      ),
      'word/comments.xml': text(`<w:comments xmlns:w="w"><w:comment w:id="0" w:author="${SECRET}" w:initials="SECRETINITIALS" w:date="${DATE}T10:00:00Z"><w:p><w:t>Nice</w:t></w:p></w:comment></w:comments>`),
      'word/people.xml': text(`<w15:people xmlns:w15="w15"><w15:person w15:author="${SECRET}"><w15:presenceInfo w15:providerId="AD" w15:userId="S::${SECRET}@school.test::1"/></w15:person></w15:people>`),
      'word/settings.xml': text('<w:settings xmlns:w="w"><w:attachedTemplate r:id="t1"/><w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids></w:settings>'),
      'word/_rels/settings.xml.rels': text(`<Relationships ${RELATIONS}><Relationship Id="t1" Type="${OFFICE}/attachedTemplate" Target="file:///C:/Users/${SECRET}/Normal.dotm" TargetMode="External"/></Relationships>`),
      'word/media/image1.jpeg': await telephonePicture(60, 40),
      'word/embeddings/sheet.xlsx': xlsx(),
      'word/embeddings/oleObject1.bin': strToU8(`${SECRET} in an object`),
    }),
  );
}

export function xlsx(): Buffer {
  return Buffer.from(
    zipSync({
      '[Content_Types].xml': types('spreadsheetml.sheet', 'xl/workbook.xml'),
      ...PROPERTIES,
      'xl/workbook.xml': text(`<workbook xmlns="x"><fileSharing userName="${SECRET}"/><x15ac:absPath url="C:\\Users\\${SECRET}\\" xmlns:x15ac="y"/><sheets/></workbook>`),
      'xl/comments1.xml': text(`<comments xmlns="x"><authors><author>${SECRET}</author></authors><commentList><comment ref="A1" authorId="0"><text><t>Count again</t></text></comment></commentList></comments>`),
      'xl/persons/person.xml': text(`<personList><person displayName="${SECRET}" id="{1}" userId="${SECRET}@school.test" providerId="AD"/></personList>`),
      'xl/printerSettings/printerSettings1.bin': strToU8(`\\\\${SECRET}\\printer`),
    }),
  );
}

export function pptx(): Buffer {
  return Buffer.from(
    zipSync({
      '[Content_Types].xml': types('presentationml.presentation', 'ppt/presentation.xml'),
      ...PROPERTIES,
      'ppt/presentation.xml': text('<p:presentation xmlns:p="p"/>'),
      'ppt/commentAuthors.xml': text(`<p:cmAuthorLst xmlns:p="p"><p:cmAuthor id="0" name="${SECRET}" initials="SECRETINITIALS" lastIdx="1"/></p:cmAuthorLst>`),
      'ppt/comments/comment1.xml': text(`<p:cmLst xmlns:p="p"><p:cm authorId="0" dt="${DATE}T10:00:00.000" idx="1"><p:text>Louder</p:text></p:cm></p:cmLst>`),
    }),
  );
}

export function odt(): Buffer {
  const type = 'application/vnd.oasis.opendocument.text';
  return Buffer.from(
    zipSync({
      mimetype: [strToU8(type), { level: 0 }],
      'META-INF/manifest.xml': text(
        `<manifest:manifest xmlns:manifest="m"><manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="Thumbnails/thumbnail.png" manifest:media-type="image/png"/></manifest:manifest>`,
      ),
      'meta.xml': text(`<office:document-meta><meta:initial-creator>${SECRET}</meta:initial-creator><dc:creator>${SECRET}</dc:creator></office:document-meta>`),
      'content.xml': text(
        `<office:document-content><text:p>Plan a walk</text:p><office:annotation><dc:creator>${SECRET}</dc:creator><dc:date>${DATE}T10:00:00</dc:date><meta:creator-initials>SECRETINITIALS</meta:creator-initials><text:p>Nice</text:p></office:annotation><text:author-name text:fixed="false">${SECRET}</text:author-name></office:document-content>`,
      ),
      'settings.xml': text(`<office:settings><config:config-item config:name="PrinterName" config:type="string">${SECRET}</config:config-item></office:settings>`),
      'Thumbnails/thumbnail.png': strToU8(`${SECRET} thumbnail`),
    }),
  );
}

/** A PDF with Info, XMP, an attached file, a script, an annotation and a picture that each name somebody. */
export async function pdf(pages = 1): Promise<PDFDocument> {
  const made = await PDFDocument.create();
  made.setAuthor(SECRET);
  made.setTitle(`${SECRET} title`);
  made.setCreator(SECRET);
  const { context } = made;
  const font = await made.embedFont(StandardFonts.Helvetica);
  const metadata = context.register(context.stream(`<x:xmpmeta>${SECRET}</x:xmpmeta>`));
  made.catalog.set(PDFName.of('Metadata'), metadata);
  const picture = await made.embedJpg(await telephonePicture(60, 40));
  for (let at = 0; at < pages; at++) {
    const page = made.addPage([300, 300]);
    page.drawText('Plan a walk', { x: 40, y: 200, size: 18, font });
    page.drawImage(picture, { x: 40, y: 40 });
    page.node.set(PDFName.of('Metadata'), metadata);
    page.node.set(PDFName.of('PieceInfo'), context.obj({ Program: { Private: PDFString.of(SECRET) } }));
    const note = { Type: 'Annot', Subtype: 'Text', Rect: [10, 10, 30, 30], T: PDFString.of(SECRET), M: PDFString.of(`D:${DATE.replaceAll('-', '')}`), Contents: PDFString.of('Nice idea') };
    const link = { Type: 'Annot', Subtype: 'Link', Rect: [40, 10, 60, 30], A: { S: 'URI', URI: PDFString.of('https://example.org/walk') } };
    const run = { Type: 'Annot', Subtype: 'Link', Rect: [70, 10, 90, 30], A: { S: 'Launch', F: PDFString.of(`C:\\${SECRET}`) } };
    page.node.set(PDFName.of('Annots'), context.obj([note, link, run].map((each) => context.register(context.obj(each)))));
  }
  await made.attach(Buffer.from(SECRET), `${SECRET}.txt`);
  made.addJavaScript('start', `app.alert("${SECRET}")`);
  return made;
}

/** Everything that can be read in a file, of packages what is inside, of PDFs every string and stream. */
export async function readable(bytes: Uint8Array): Promise<string> {
  const plain = Buffer.from(bytes);
  if (plain.subarray(0, 4).toString('latin1') === '%PDF') {
    const { context } = await PDFDocument.load(bytes, { updateMetadata: false });
    const objects = context.enumerateIndirectObjects().map(([, object]) => (object instanceof PDFRawStream ? `${object.dict.toString()} ${Buffer.from(object.getContents()).toString('latin1')}` : object.toString()));
    const strings = objects.join('\n').replaceAll(/<([0-9A-F]{4,})>/gi, (_, hex: string) => Buffer.from(hex, 'hex').toString('latin1').replaceAll('\0', ''));
    return `${plain.toString('latin1')}\n${strings}`;
  }
  if (plain.subarray(0, 2).toString('latin1') !== 'PK') return plain.toString('latin1');
  const inside = await Promise.all(Object.entries(unzipSync(bytes)).map(async ([name, content]) => `${name}\n${await readable(content)}`));
  return inside.join('\n');
}
