/** A skill of ESCO as it is written there. */
export const SKILL = { framework: 'ESCO', version: 'v1.2.0', uri: 'http://data.europa.eu/esco/skill/7ad9b7a2-8d5d-4cb6-8a3a-5a0b0ac9b4cd', name: 'manage digital documents' };
/** What draws pictures would open the file that it names. */
export const svgThatReaches = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd" width="9" height="9"/></svg>';

const dataUrl = (type: string, text: string) => `data:${type};base64,${Buffer.from(text).toString('base64')}`;
const digcompedu = { framework: 'DigCompEdu', code: '1.1', level: 'A1' };

/** What no badge is made from; each with what is right about it. */
export const hostileBadges: object[] = [
  { trigger: 'helpful-reviewer:0' },
  { trigger: 'helpful-reviewer:1e9' },
  { trigger: 'assignment:nothing-here' },
  { trigger: 'assignment:__proto__' },
  { trigger: 'course\nmanual' },
  { design: { shape: 'toString' } },
  { design: { colour: '#ff0000' } },
  { design: { icon: '__proto__' } },
  { design: { text: 'x'.repeat(61) } },
  { design: { text: 'two\nlines' } },
  { design: { fill: 'red' } },
  { design: [] },
  { skills: [digcompedu, digcompedu] },
  { skills: [{ ...digcompedu, code: '7.1' }] },
  { skills: [{ ...digcompedu, level: 'D1' }] },
  { skills: [{ ...digcompedu, version: '2030' }] },
  { skills: [{ ...SKILL, uri: 'http://data.europa.eu/esco/skill/not-a-uuid' }] },
  { skills: [{ ...SKILL, uri: 'javascript:alert(1)' }] },
  { skills: [{ ...SKILL, version: '' }] },
  { skills: [{ ...SKILL, name: '' }] },
  { skills: Array.from({ length: 13 }, (_, index) => ({ ...SKILL, uri: SKILL.uri.replace('7ad9b7a2', String(10_000_000 + index)) })) },
  { validMonths: 0 },
  { validMonths: 601 },
  { validMonths: 1.5 },
  { validMonths: '12' },
  { image: dataUrl('image/png', 'no picture at all') },
  { image: dataUrl('image/svg+xml', svgThatReaches) },
  { image: dataUrl('text/html', '<b>x</b>') },
  { image: 'https://elsewhere.example/picture.png' },
  { name: 'x'.repeat(121) },
];
