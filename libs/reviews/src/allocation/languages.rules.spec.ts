import { languageOrder, languagesFor, type PoolState } from './languages.rules';

const demand = (language: string, wanted: number, hasOverdue = false) => ({ language, openWorks: wanted, wanted, hasOverdue });
const supply = (reads: string[], owed: number, likely = owed) => ({ reads, owed, likely });
const at = new Date('2030-03-04T08:00:00Z');
const top = (language: string, load = 0, hours = 0) => ({ language, load, submittedAt: new Date(at.getTime() + hours * 3_600_000) });
const order = (reads: string[], state: PoolState, tops: Parameters<typeof languageOrder>[1], isVolunteer = false) => languageOrder(languagesFor(reads, state), tops, isVolunteer);

describe('the languages of a reviewer', () => {
  it('keep her from one that others can serve while another needs her', () => {
    const state = { demands: [demand('en', 10), demand('mt', 3)], supplies: [supply(['en'], 10), supply(['en', 'mt'], 2)] };
    expect(order(['en', 'mt'], state, [top('en', 0), top('mt', 1)])).toEqual(['mt', 'en']);
  });

  it('come by need where nobody goes without either way', () => {
    const state = { demands: [demand('en', 10), demand('de', 10)], supplies: [supply(['en', 'de'], 60)] };
    expect(order(['en', 'de'], state, [top('en', 1), top('de', 0)])).toEqual(['de', 'en']);
  });

  it('come by scarcity among the equally needy, then by waiting', () => {
    const state = { demands: [demand('en', 10), demand('mt', 10)], supplies: [supply(['en', 'mt'], 40), supply(['en'], 100)] };
    expect(order(['en', 'mt'], state, [top('en', 0), top('mt', 0, 5)])).toEqual(['mt', 'en']);
    const equal = { demands: [demand('en', 10), demand('de', 10)], supplies: [supply(['en', 'de'], 60)] };
    expect(order(['en', 'de'], equal, [top('en', 0, 5), top('de', 0, 1)])).toEqual(['de', 'en']);
  });

  it('look at who came lately: half of the others may never come', () => {
    const state = { demands: [demand('en', 10), demand('mt', 3)], supplies: [supply(['en'], 40), supply(['mt'], 3, 0)] };
    expect(order(['en', 'mt'], state, [top('en', 0), top('mt', 2)])).toEqual(['mt', 'en']);
  });

  it('leave to volunteers only what those who owe cannot do, or what waits for long', () => {
    const supplies = [supply(['en'], 20), supply(['de'], 2), supply(['fr'], 20)];
    const state = { demands: [demand('en', 10), demand('de', 5), demand('fr', 5, true)], supplies };
    expect(order(['en', 'de', 'fr'], state, [top('en'), top('de'), top('fr', 1)], true)).toEqual(['de', 'fr']);
  });
});
