export const AWARD_FORMATS = ['jwt', 'json', 'ob2', 'elm'] as const;
export type AwardFormat = (typeof AWARD_FORMATS)[number];

const TYPES: Readonly<Record<string, 'jwt' | 'json'>> = {
  'application/vc+jwt': 'jwt',
  'application/jwt': 'jwt',
  '*/*': 'jwt',
  'application/*': 'jwt',
  'application/json': 'json',
  'application/ld+json': 'json',
  'application/vc': 'json',
  'application/vc+ld+json': 'json',
};

/** The form in which a credential is wanted: what was asked for by name, else what is accepted most, else a JWT. */
export function wantedFormat<Format extends string>(named: Format | undefined, accept: string | undefined): Format | 'jwt' | 'json' {
  if (named) return named;
  const wanted = (accept ?? '')
    .slice(0, 1_000)
    .split(',')
    .map((part) => {
      const [type = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase());
      const weight = Number(parameters.find((each) => each.startsWith('q='))?.slice(2) ?? 1);
      return { format: TYPES[type], weight: Number.isNaN(weight) ? 0 : weight };
    })
    .filter(({ format, weight }) => format !== undefined && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return wanted[0]?.format ?? 'jwt';
}
