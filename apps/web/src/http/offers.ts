import { SetMetadata } from '@nestjs/common';

export const OFFERS = 'academy:offers';

/** The media types of an answer that is not our JSON, each with what it holds: for the document of the API. */
export type Offers = Readonly<Record<string, string>>;
export const Offers = (offers: Offers) => SetMetadata(OFFERS, offers);
