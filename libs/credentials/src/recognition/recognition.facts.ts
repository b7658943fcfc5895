import { defineFact } from '@academy/platform';
import { z } from 'zod';

const text = z.object({ textId: z.uuid(), country: z.string(), locale: z.string() });

export const RecognitionTextWritten = defineFact('recognition.text-written', text);
export const RecognitionTextWithdrawn = defineFact('recognition.text-withdrawn', text);
