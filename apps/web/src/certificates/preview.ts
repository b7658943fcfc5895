import { applyDecorators, Header } from '@nestjs/common';

/** A drawing as the address of an image, so that a preview of what is not kept comes with its page. */
export const asImage = (svg: string): string => `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;

/** The route answers a drawing by itself. There is no text and no script in it; it never runs as a page all the same. */
export const Drawing = () =>
  applyDecorators(
    Header('content-type', 'image/svg+xml; charset=utf-8'),
    Header('cache-control', 'private, no-cache'),
    Header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"),
  );
