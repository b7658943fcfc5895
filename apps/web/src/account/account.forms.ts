import { EU_LOCALES } from '@academy/platform';
import { Country, Email, Locale, Password, PersonName, ProfileChange, TimeZone } from '@academy/people';
import { z } from 'zod';

/** A browser sends one checked box as a text and several as a list. */
const ticked = <Item extends z.ZodType>(item: Item) => z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(item).max(60));

const next = z.string().max(2_000).optional();
const token = z.string().max(200);

export const SignInForm = z.strictObject({ email: z.string().max(254), password: z.string().max(200), next });
export const SignOutForm = z.strictObject({ everywhere: z.literal('true').optional() });
export const AddressForm = z.strictObject({ email: Email });
/** Another address, with the password of whoever asks. None given is a wrong one. */
export const AddressChangeForm = z.strictObject({ email: Email, password: z.string().max(200).default('') });
export const VerificationForm = z.strictObject({ token });
export const NewPasswordForm = z.strictObject({ token, password: Password });
export const LocaleForm = z.strictObject({ locale: z.enum(EU_LOCALES), returnTo: z.string().max(2_000).optional() });

/** What a person says of themselves. A field that comes back empty is cleared, so this is the whole profile. */
export const ProfileForm = z.strictObject({
  displayName: PersonName,
  certificateName: PersonName,
  country: Country,
  locale: Locale,
  timeZone: TimeZone,
  reads: ticked(Locale),
  school: ProfileChange.shape.school.default(null),
  level: ProfileChange.shape.level.default(null),
  subjects: ticked(z.string().max(60)),
});
