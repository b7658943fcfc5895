import { Body, Controller, Get, Inject, Post, Req } from '@nestjs/common';
import { CONFIG, type Config, Messages } from '@academy/platform';
import { LEVELS, SUBJECTS } from '@academy/courses';
import { type Actor, People, type UserView } from '@academy/people';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { cookieOptions, LOCALE_COOKIE } from '../http/cookies';
import { Me } from '../http/request';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { ProfileForm } from './account.forms';
import { type Choice, countries, including, languages, ownLanguages, timeZones } from './choices';

type Box = Choice & { isChosen: boolean };

@Controller('me')
export class ProfilePages {
  constructor(
    private readonly people: People,
    private readonly messages: Messages,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Allow('signed-in')
  async profile(@Me() me: Actor, @Req() request: FastifyRequest): Promise<Page> {
    const profile = await this.people.profile(me.userId);
    return this.page(request, profile, emptyForm({ ...profile }));
  }

  @Post()
  @Allow('signed-in')
  change(@Me() me: Actor, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      ProfileForm,
      body,
      async (change) => {
        await this.people.change(me.userId, change);
        const saved = new SeeOther('/me', { kind: 'success', message: 'account.profileSaved' });
        // A language chosen here is meant for everywhere: the choice of this browser no longer stands before it.
        return change.locale === me.locale ? saved : saved.cookie(LOCALE_COOKIE, '', { ...cookieOptions(this.config), maxAge: 0 });
      },
      async (form) => this.page(request, await this.people.profile(me.userId), form),
    );
  }

  private page(request: FastifyRequest, profile: UserView, form: FormState): Page {
    const { locale } = request;
    const { values } = form;
    const reads = boxes(languages(locale), values['reads']);
    const subjects = boxes(this.named(locale, 'subject', SUBJECTS), values['subjects']);
    return new Page('account/profile', {
      profile,
      form: formView(this.messages, locale, 'account', form),
      countries: countries(locale),
      languages: including(ownLanguages(), values['locale']),
      timeZones: including(timeZones(locale), values['timeZone']),
      reads,
      readsNow: chosenOf(reads, locale),
      levels: including(this.named(locale, 'level', LEVELS), values['level']),
      subjects,
      subjectsNow: chosenOf(subjects, locale),
    });
  }

  private named(locale: string, list: 'level' | 'subject', keys: readonly string[]): Choice[] {
    return keys.map((key) => ({ value: key, label: this.messages.text(locale, `common.${list}-${key}`) }));
  }
}

/** A box for each choice, and for whatever the person has beside these. */
function boxes(choices: Choice[], chosen: unknown): Box[] {
  const values = [chosen ?? []].flat();
  const all = values.reduce<Choice[]>((list, value) => including(list, value), choices);
  return all.map((choice) => ({ ...choice, isChosen: values.includes(choice.value) }));
}

/** "English, German and Greek"; an empty text for none. */
const chosenOf = (list: Box[], locale: string): string => new Intl.ListFormat(locale).format(list.filter(({ isChosen }) => isChosen).map(({ label }) => label));
