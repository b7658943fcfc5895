import { Body, Controller, Get, Inject, Post, Req } from '@nestjs/common';
import { CONFIG, type Config, Messages } from '@academy/platform';
import type { Actor } from '@academy/people';
import { Preferences } from '@academy/reminders';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { hoursChosen, hoursShown, kindsChosen, WishesForm, wholeOf } from './wishes.forms';
import { groupsOf } from './wishes.groups';

const ADDRESS = '/me/notification-preferences';

/** What one wants to be told, where and when: on the whole first, then hours, then kind by kind. */
@Controller('me/notification-preferences')
export class WishesPages {
  constructor(
    private readonly preferences: Preferences,
    private readonly messages: Messages,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Allow('signed-in')
  show(@Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    return this.page(me, locale, null);
  }

  @Post()
  @Allow('signed-in')
  choose(@Me() me: Actor, @Body() body: unknown, @Req() { locale }: FastifyRequest): Promise<SeeOther | Page> {
    const save = async (chosen: WishesForm): Promise<SeeOther> => {
      if (chosen.part === 'hours') await this.preferences.change(me.userId, hoursChosen(chosen));
      else if (chosen.part === 'kinds') await this.preferences.change(me.userId, { wishes: kindsChosen(chosen) });
      else if (chosen.preset === 'none') await this.preferences.change(me.userId, { isSilent: true });
      else await this.preferences.choose(me.userId, chosen.preset);
      return new SeeOther(ADDRESS, { kind: 'success', message: 'notification.wishesSaved' });
    };
    return submit(WishesForm, body, save, (form) => this.page(me, locale, form));
  }

  private async page(me: Actor, locale: string, refused: FormState | null): Promise<Page> {
    const choices = await this.preferences.of(me.userId);
    const part = refused?.values['part'];
    const hours = part === 'hours' && refused ? refused : emptyForm(hoursShown(choices));
    return new Page('notifications/wishes', {
      isRefused: refused !== null && part !== 'hours',
      whole: wholeOf(choices),
      isSilent: choices.isSilent,
      hours: formView(this.messages, locale, 'notification', hours),
      houseCap: this.config.mailWeeklyCap,
      zone: me.timeZone.replaceAll('_', ' '),
      groups: groupsOf(choices, { hasDuties: me.roles.length > 0, onlyMails: false }),
    });
  }
}
