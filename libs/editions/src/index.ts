export * from './deadline.rules';
export { type Deadlines, Edition } from './edition.entity';
export * from './edition.rules';
export * from './edition.schemas';
export * from './editions.facts';
export * from './live.event.rules';
export { EditionsModule } from './editions.module';
export * from './editions.queries';
export { Editions, lockEdition } from './editions.service';
