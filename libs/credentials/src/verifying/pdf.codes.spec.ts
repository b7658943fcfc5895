import { deflateSync } from 'node:zlib';
import { renderCertificate } from '../rendering/certificate.renderer';
import { certificateExample } from '../rendering/certificate.view';
import { PdfCodes } from './pdf.codes';

const CODE = 'K7QM-2XHD-94RA-VTBA';
const codes = new PdfCodes();
const find = (pdf: Buffer | string): Promise<string[] | null> => codes.find(Buffer.from(pdf as string));
const withStream = (content: Buffer): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n'), content, Buffer.from('\nendstream\nendobj\n')]);

describe('the code in a PDF', () => {
  let certificate: Buffer;
  beforeAll(() => {
    const view = { ...certificateExample(), holderName: 'Ελένη Παπαδάκη', verification: { code: CODE, url: `https://academy.example/verify/${CODE}` } };
    certificate = Buffer.from(renderCertificate(view, (key) => key));
  });

  it('is found in a certificate of ours, also where its links were taken out', async () => {
    expect(await find(certificate)).toEqual([CODE]);
    const linkless = Buffer.from(certificate.toString('latin1').replaceAll('/URI', '/XXX').replaceAll('https://academy.example/verify/', 'https://academy.example/other!/'), 'latin1');
    expect(await find(linkless)).toEqual([CODE]);
    expect(await find(certificate.subarray(0, Math.floor(certificate.length * 0.9)))).toEqual([CODE]);
  });

  it('is found in links and plain texts however they are written', async () => {
    expect(await find(`%PDF-1.4 << /URI (https://elsewhere.example/verify/${CODE}) >>`)).toEqual([CODE]);
    expect(await find(`%PDF-1.4 << /URI (https://elsewhere.example/verify/${CODE.replaceAll('-', '')}) >>`)).toEqual([CODE]);
    expect(await find(withStream(deflateSync(`BT /F1 9 Tf (Code: ) Tj [(K7QM-2X) -20 (HD-94RA\\055VTBA)] TJ ET `)))).toEqual([CODE]);
    expect(await find(withStream(deflateSync('BT (No code at all, K7QM-2XHD-94RA-VTB0) Tj ET')))).toEqual([]);
  });

  it('is not found in files that are made to break their reader, and these cost no more than a few seconds', async () => {
    const bomb = withStream(deflateSync(Buffer.alloc(60_000_000), { level: 1 }));
    const hostile = [
      Buffer.concat(Array.from({ length: 20 }, () => bomb)),
      Buffer.from('%PDF-'),
      Buffer.from(`%PDF-1.7\n${'stream\n'.repeat(100_000)}`),
      withStream(deflateSync(`beginbfchar `.repeat(300_000))),
      withStream(deflateSync(`T j TJ ${'('.repeat(2_000_000)}`)),
      withStream(Buffer.concat([deflateSync('BT'), Buffer.alloc(5_000, 0xff)])),
      Buffer.alloc(4_000_000, 0x28),
    ];
    const answered: number[] = [];
    const found = hostile.map((file) => find(file).finally(() => answered.push(performance.now())));
    // On a busy machine one may take too long: that is null.
    expect((await Promise.all(found)).map((codes) => codes ?? [])).toEqual(hostile.map(() => []));
    // From the first answer on: what a busy machine takes to make these files and to begin is not their doing.
    expect(answered.at(-1)! - answered[0]!).toBeLessThan(30_000);
  });

  it('is looked for in few files at once; whoever comes when many wait is asked to come back', async () => {
    const busy = new PdfCodes({ atOnce: 1, waiting: 1 });
    const asked = await Promise.allSettled(Array.from({ length: 5 }, () => busy.find(Buffer.from('%PDF-1.4'))));
    expect(asked.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected', 'rejected']);
  });
});
