import { acceptedType, isShown, safeFileName, textTypeOf } from './file.types.rules';

describe('the type of a text', () => {
  it.each([
    ['WEBVTT\n\n00:00', 'text/vtt'],
    ['\uFEFFWEBVTT - film', 'text/vtt'],
    ['WEBVTTX', 'text/plain'],
    ['<?xml version="1.0"?><!-- made by hand --><svg xmlns="x">', 'image/svg+xml'],
    ['  <svg width="1">', 'image/svg+xml'],
    ['name;points\n', 'text/plain'],
    ['a < b, and <b>', 'text/plain'],
    ['<!DOCTYPE html><svg>', null],
    ['words\n<script>', null],
    ['<?xml version="1.0"?><html>', null],
    ['<div><svg onload="x">', null],
  ])('that begins %j is %s', (text, type) => {
    expect(textTypeOf(text)).toBe(type);
  });
});

describe('the name of a file', () => {
  it.each([
    ['plan.pdf', 'application/pdf', 'plan.pdf'],
    ['PLAN.PDF', 'application/pdf', 'PLAN.pdf'],
    ['plan.html', 'application/pdf', 'plan.pdf'],
    ['../../etc/passwd', 'application/pdf', 'passwd.pdf'],
    ['C:\\Users\\ana\\plan.v2.docx', 'application/pdf', 'plan.v2.pdf'],
    ['photo.JPEG', 'image/jpeg', 'photo.jpeg'],
    ['drawing.svg', 'image/svg+xml', 'drawing.png'],
    ['a"b\r\nc.pdf', 'application/pdf', 'abc.pdf'],
    ['', 'application/pdf', 'file.pdf'],
    ['.pdf', 'application/pdf', 'file.pdf'],
    [`${'ä'.repeat(300)}.pdf`, 'application/pdf', `${'ä'.repeat(150)}.pdf`],
  ])('%j of the type %s is kept as %s', (given, type, name) => {
    expect(safeFileName(given, acceptedType(type)!)).toBe(name);
  });

  it('belongs to a type that courses need', () => {
    expect(['text/html', 'application/x-msdownload', 'application/javascript', 'image/tiff'].map(acceptedType)).toEqual([null, null, null, null]);
    expect((['picture', 'video', 'audio', 'captions', 'document'] as const).map(isShown)).toEqual([true, true, true, true, false]);
  });
});
