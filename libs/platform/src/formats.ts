/** Numbers, and names of languages and countries, as a locale writes them. Intl reads its data once for each locale: that takes longer than all the rest. */

const numbers = onceALocale((locale) => new Intl.NumberFormat(locale));
const percents = onceALocale((locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }));
const languages = onceALocale((locale) => new Intl.DisplayNames([locale], { type: 'language' }));
const countries = onceALocale((locale) => new Intl.DisplayNames([locale], { type: 'region' }));

export const formatNumber = (value: number, locale: string): string => numbers(locale).format(value);
/** `value` is a fraction: 0.6 is 60 %. */
export const formatPercent = (value: number, locale: string): string => percents(locale).format(value);
export const nameOfLanguage = (tag: string, locale: string): string => languages(locale).of(tag) ?? tag;
export const nameOfCountry = (code: string, locale: string): string => countries(locale).of(code) ?? code;

function onceALocale<Format>(make: (locale: string) => Format): (locale: string) => Format {
  const made = new Map<string, Format>();
  return (locale) => {
    const known = made.get(locale);
    if (known !== undefined) return known;
    const format = make(locale);
    made.set(locale, format);
    return format;
  };
}
