import type { FormField } from '@academy/courses';
import { type Body, textOf } from './fields';

/** A field of the form that a work is made of, as its own form shows it. */
export const formFieldValues = ({ title, hint, required }: FormField): Body => ({ title, hint, required: required ? 'true' : '' });

/** The field that a form describes, to be parsed by its schema. */
export const formFieldFrom = (key: string, body: Body): Record<string, unknown> => ({
  key,
  title: textOf(body['title']).trim(),
  hint: textOf(body['hint']).trim(),
  required: textOf(body['required']) === 'true',
});
