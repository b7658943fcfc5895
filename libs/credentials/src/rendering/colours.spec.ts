import { between, contrast, readableAs, readableOn } from './colours';

describe('colours', () => {
  it('know their contrast as WCAG counts it', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#767676', '#FFFFFF')).toBeCloseTo(4.54, 2);
  });

  it('lie between two others', () => {
    expect(between('#000000', '#ff8000', 0.5)).toBe('#804000');
  });

  it.each(['#06343e', '#ffffff', '#f2b431', '#808080'])('find words that can be read on %s', (ground) => {
    expect(contrast(readableOn(ground), ground)).toBeGreaterThanOrEqual(3.9);
  });

  it.each(['#f2b431', '#ffffff', '#0a5a69'])('make %s readable on white', (colour) => {
    expect(contrast(readableAs(colour, '#ffffff'), '#ffffff')).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['red', '#fff', '"#06343e', '#06343e") #read("x'])('refuse %s', (colour) => {
    expect(() => between(colour, '#000000', 0)).toThrow('is not a colour');
  });
});
