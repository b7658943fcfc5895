import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import { Messages } from '@academy/platform';
import { Cards, type PersonCard } from '@academy/discussions';
import { type Actor, People } from '@academy/people';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { CardForm } from './colleagues.forms';
import { PersonViews } from './person.view';

/** What colleagues see of me: chosen here, and shown as they see it. */
@Controller('me/card')
export class CardPages {
  constructor(
    private readonly cards: Cards,
    private readonly profiles: People,
    private readonly people: PersonViews,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('signed-in')
  async show(@Me() me: Actor, @Req() request: FastifyRequest): Promise<Page> {
    const card = await this.cards.of(me.userId);
    return this.page(me, request, card, emptyForm({ ...card }), true);
  }

  @Post()
  @Allow('signed-in')
  choose(@Me() me: Actor, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      CardForm,
      body ?? {},
      async ({ preview, ...card }) => {
        if (preview) return this.page(me, request, card, emptyForm({ ...card }), false);
        await this.cards.save(me.userId, card);
        return new SeeOther('/me/card', { kind: 'success', message: 'colleague.cardSaved' });
      },
      async (form) => this.page(me, request, await this.cards.of(me.userId), form, true),
    );
  }

  private async page(me: Actor, { locale }: FastifyRequest, card: PersonCard, form: FormState, isSaved: boolean): Promise<Page> {
    const [seen, profile] = await Promise.all([this.cards.seen(me.userId, card), this.profiles.profile(me.userId)]);
    const { country, school, level, subjects, reads } = profile;
    const all = this.people.view(locale, { ...seen, country, school, level, subjects, languages: reads });
    return new Page('colleagues/card', {
      form: formView(this.messages, locale, 'colleague', form),
      seen: this.people.view(locale, seen),
      isListed: card.isListed,
      isSaved,
      // What there would be to show, said at each box.
      given: Object.fromEntries(all.facts.map(({ name, value }) => [name, value])),
    });
  }
}
