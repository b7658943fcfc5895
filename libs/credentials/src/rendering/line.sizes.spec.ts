import { join } from 'node:path';
import { projectRoot } from '@academy/platform';
import { lineSize } from './line.sizes';

const holder = (name: string) => lineSize('holder', name, join(projectRoot(), 'templates/certificates/fonts')).known;

describe('the size of a name on one line', () => {
  it('is the largest where there is room', () => expect(holder('Eleni Papadopoulou')).toBe(38));
  it('shrinks with the name', () => {
    const [short, long] = [holder('Maria-Magdalena Papadopoulou'), holder('Maria-Magdalena Papadopoulou-Petrou')];
    expect(short).toBeLessThan(38);
    expect(long).toBeLessThan(short ?? 0);
    expect(long).toBeGreaterThanOrEqual(23);
  });
  it('is left to Typst where one line is not enough, or another face has to help', () => {
    expect(holder('W'.repeat(60))).toBeNull();
    expect(holder('ქეთევან')).toBeNull();
  });
});
