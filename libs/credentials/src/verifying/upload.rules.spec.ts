import { kindOf, LONGEST_CREDENTIAL, textOf } from './upload.rules';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

describe('a file that is to be verified', () => {
  it.each([
    ['%PDF-1.7\n…', 'pdf'],
    ['\n %PDF-1.4', 'pdf'],
    ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR%PDF-1.7', 'png'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'svg'],
    ['\xef\xbb\xbf<?xml version="1.0"?><svg/>', 'svg'],
    ['<html><script>alert(1)</script>', 'other'],
    ['eyJhbGciOiJFZERTQSJ9.e30.c2ln', 'jwt'],
    [' "eyJhbGciOiJFZERTQSJ9.e30.c2ln"', 'jwt'],
    [' {"@context": []}', 'json'],
    ['[]', 'json'],
    ['GIF89a', 'other'],
    ['PK\x03\x04', 'other'],
    ['', 'other'],
  ])('beginning with %j is %s', (begins, kind) => {
    expect(kindOf(bytes(begins))).toBe(kind);
  });

  it('is a text without the marks around it, unless it is too long to be a credential', () => {
    expect(textOf(bytes('\xef\xbb\xbf "eyJ.e.s"\n'))).toBe('eyJ.e.s');
    expect(textOf(bytes(' {"a":"b"}'))).toBe('{"a":"b"}');
    expect(textOf(bytes('e'.repeat(LONGEST_CREDENTIAL + 1)))).toBeNull();
  });
});
