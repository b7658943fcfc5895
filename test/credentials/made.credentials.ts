import { decoded } from '../../libs/credentials/src/signing/badge.example';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import type { Json } from '../support/client';
import { until } from '../support/until';
import { must, openEdition, publishCourse } from '../support/world';
import type { Case, Kind, Known } from './offline';

export const SITE = 'https://academy.example';
export const HOUR = 3_600_000;
export const skills = [
  { framework: 'DigCompEdu', version: '2017', code: '2.1', name: 'Selecting digital resources', level: 'B1' },
  { framework: 'ESCO', version: '1.2.0', uri: 'http://data.europa.eu/esco/skill/8f18f987-33e2-4228-9efb-65de25d03330', name: 'teach digital literacy' },
];
export const evidence = [{ title: 'A map of our street', text: 'Drawn with <pupils> & "friends".', url: 'https://school.example/street' }];
export type Forms = Record<Kind, unknown> & { jwt: string; rs256: string; png: string; svg: string };

/** Three people with one badge each: the first shows her evidence and her award ends, the second will lose hers. */
export class MadeCredentials {
  coordinator: Person;
  badgeId: string;
  readonly people: Person[] = [];
  readonly awards: { id: string; path: string }[] = [];

  private constructor(readonly academy: RunningAcademy) {}

  static async make(): Promise<MadeCredentials> {
    const made = new MadeCredentials(await startAcademy({ environment: { PUBLIC_URL: SITE } }));
    await made.award();
    return made;
  }

  get now(): Date {
    return this.academy.clock.now();
  }

  private async award(): Promise<void> {
    const { academy, people, awards } = this;
    this.coordinator = await academy.coordinator();
    const { courseId } = await publishCourse(await academy.designer());
    const editionId = await openEdition(this.coordinator, courseId, this.now);
    this.badgeId = must(await this.coordinator.api.post(`/courses/${courseId}/badges`, { name: 'Мерење & „броење“', description: 'A survey', criteria: 'All **modules**', trigger: 'manual' }), 201).body.id;
    await academy.database.query('UPDATE badge SET skills = $2 WHERE id = $1', [this.badgeId, JSON.stringify(skills)]);
    for (let index = 0; index < 3; index++) people.push(await academy.person({ certificateName: `Ada Łukasik ${index}` }));
    const enrolmentIds = await Promise.all(people.map(async ({ api }) => must(await api.post(`/editions/${editionId}/enrolments`), 201).body.id as string));
    must(await this.coordinator.api.post(`/editions/${editionId}/awards`, { badgeId: this.badgeId, enrolmentIds }), 202);
    for (const { api } of people) {
      const [line] = await until(async () => ((items: Json[]) => (items.length > 0 ? items : null))(must(await api.get('/me/credentials'), 200).body.items), 'an award');
      awards.push({ id: line.id, path: new URL(line.url).pathname });
    }
    await academy.database.query('UPDATE award SET evidence = $2, is_evidence_shown = id = $1', [awards[0]!.id, JSON.stringify(evidence)]);
    await academy.database.query('UPDATE award SET expires_at = $2 WHERE id = ANY($1)', [[awards[0]!.id, awards[2]!.id], new Date(this.now.getTime() + 300 * 24 * HOUR)]);
  }

  get = (path: string, accept?: string) => this.academy.api.get(`~${path}`, accept ? { headers: { accept } } : {});
  taken = async (path: string, accept?: string) => must(await this.get(path, accept), 200).body;

  /** What a verifier was given one day: it never asks again. */
  async whatIsKnown(): Promise<Known> {
    const list = new URL((decoded(await this.taken(this.awards[0]!.path), 1) as Json).credentialStatus.statusListCredential);
    return {
      issuerUrl: SITE,
      issuer: await this.taken('/.well-known/did.json'),
      jwks: await this.taken('/.well-known/jwks.json'),
      lists: [await this.taken(`${list.pathname}?format=json`)],
      jwtLists: [{ url: list.href, jwt: await this.taken(list.pathname) }],
    };
  }

  async allForms(path: string): Promise<Forms> {
    const [jwt, rs256, embedded, png, svg, sealed] = [await this.taken(path), await this.taken(`${path}?alg=RS256`), await this.taken(path, 'application/json'), await this.taken(`${path}.png`), await this.taken(`${path}.svg`), await this.taken(`${path}?format=elm`)];
    return { jwt, rs256, embedded, png: png.toString('base64'), svg, sealed };
  }

  casesOf(forms: Forms, at = this.now): Case[] {
    const kinds = [['jwt', forms.jwt], ['jwt', forms.rs256], ['embedded', forms.embedded], ['png', forms.png], ['svg', forms.svg], ['sealed', forms.sealed]] as const;
    return kinds.map(([kind, credential]) => ({ kind, credential, at }));
  }
}
