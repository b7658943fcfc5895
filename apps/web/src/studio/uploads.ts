import { Invalid, type Messages, Refused, TooLarge, TooMany, WrongType } from '@academy/platform';
import { reasonText } from '../views/form.view';
import { Page, type SeeOther } from '../views/page';

/** Does what an upload asks; a file that is refused is told of on the page it came from. */
export async function uploading(messages: Messages, locale: string, work: () => Promise<SeeOther>, again: (error: string) => Promise<Page>): Promise<SeeOther | Page> {
  try {
    return await work();
  } catch (error) {
    const words = wordsForUpload(messages, locale, error);
    if (words === null) throw error;
    const page = await again(words);
    return new Page(page.template, page.view, error instanceof TooMany ? 429 : 422);
  }
}

/** Why a file was refused, in words; null for what is no refusal. */
export function wordsForUpload(messages: Messages, locale: string, error: unknown): string | null {
  if (error instanceof Invalid) return messages.text(locale, 'reasons.field-missing');
  if (error instanceof WrongType) return messages.text(locale, 'reasons.wrong-type');
  if (error instanceof TooLarge) return messages.text(locale, 'reasons.too-large');
  if (error instanceof TooMany) return messages.text(locale, 'reasons.too-many-tries');
  return error instanceof Refused ? reasonText(messages, locale, error.reason) : null;
}
