import { newCode, readCode } from './codes';

describe('a verification code', () => {
  it('is never made twice and reads back as itself', () => {
    const codes = Array.from({ length: 2_000 }, newCode);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(readCode(code)).toBe(code);
  });
  it.each([
    ['k7qm 2xhd 94ra vtba', 'K7QM-2XHD-94RA-VTBA'],
    ['K7QM2XHD94RAVTBA', 'K7QM-2XHD-94RA-VTBA'],
    ['K7QM-2XHD-94RA', null],
    ['K7QM-2XHD-94RA-VTB0', null],
    ['', null],
    ["'; DROP TABLE award; --", null],
  ])('reads %p as %p', (typed, code) => {
    expect(readCode(typed)).toBe(code);
  });
});
