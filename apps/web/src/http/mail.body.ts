import { SetMetadata } from '@nestjs/common';

const MAIL = 'academy:mail-body';

/** A route that takes a mail as it came (`message/rfc822`), as the field `message`, beside JSON. */
export const TakesMails = () => SetMetadata(MAIL, true);

export const takesMails = (handler: object): boolean => Reflect.getMetadata(MAIL, handler) === true;
