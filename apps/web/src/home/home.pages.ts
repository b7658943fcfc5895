import { Controller, Get } from '@nestjs/common';
import { Clock } from '@academy/platform';
import { LearningQueries } from '@academy/learning';
import type { Actor } from '@academy/people';
import { Catalogue } from '../courses/catalogue';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Page } from '../views/page';
import { featuredView } from './featured.view';
import { homeView } from './home.view';

/** Courses shown to strangers. */
const FEATURED = 3;

@Controller()
export class HomePages {
  constructor(
    private readonly learning: LearningQueries,
    private readonly catalogue: Catalogue,
    private readonly clock: Clock,
  ) {}

  /** For whoever is signed in what is next; for everybody else what the Academy is. */
  @Get()
  @Allow('anyone')
  async home(@Me() me: Actor | null): Promise<Page> {
    if (!me) {
      const { items } = await this.catalogue.list({ limit: FEATURED });
      return new Page('home/welcome', { courses: featuredView(items, this.clock.now()) });
    }
    return new Page('home/next', homeView(await this.learning.mine(me.userId), this.clock.now()));
  }
}
