import { create } from 'qrcode';
import { drawCode } from './code.picture';

it('a drawn code has exactly the dark squares of the code', () => {
  const address = 'https://academy.example/verify/K7QM2XHD1000VTBA';
  const { modules } = create(address, { errorCorrectionLevel: 'M' });
  const drawn = new Set<string>();
  for (const [, column, row, length] of drawCode(address, '#14222a').matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let index = 0; index < Number(length); index += 1) drawn.add(`${Number(column) + index} ${row}`);
  }
  const wanted = new Set<string>();
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) if (modules.get(row, column)) wanted.add(`${column} ${row}`);
  }
  expect(wanted.size).toBeGreaterThan(300);
  expect(drawn).toEqual(wanted);
});
