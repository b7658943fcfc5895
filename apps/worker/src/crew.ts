import { Injectable } from '@nestjs/common';
import { Editions } from '@academy/editions';
import { Sessions } from '@academy/people';
import { Upkeep } from './upkeep';

/** Whom the clockwork calls. */
@Injectable()
export class Crew {
  constructor(
    readonly upkeep: Upkeep,
    readonly sessions: Sessions,
    readonly editions: Editions,
  ) {}
}
