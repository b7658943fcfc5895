import { Controller, Get } from '@nestjs/common';
import { Clock } from '@academy/platform';
import { LearningQueries } from '@academy/learning';
import type { Actor } from '@academy/people';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Page } from '../views/page';
import { homeView } from './home.view';

@Controller()
export class HomePages {
  constructor(
    private readonly learning: LearningQueries,
    private readonly clock: Clock,
  ) {}

  /** For whoever is signed in what is next; for everybody else what the Academy is. */
  @Get()
  @Allow('anyone')
  async home(@Me() me: Actor | null): Promise<Page> {
    if (!me) return new Page('home/welcome');
    return new Page('home/next', homeView(await this.learning.mine(me.userId), this.clock.now()));
  }
}
