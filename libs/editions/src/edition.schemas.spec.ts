import { EditionChange } from './edition.schemas';

describe('a change of an edition', () => {
  it.each([
    [{ submitBy: '2027-04-10T00:00:00Z', reviewBy: '2027-04-09T00:00:00Z' }, ['/deadlines/plan/reviewBy']],
    [{ submitBy: '2027-04-10T00:00:00Z', graceHours: 721, releaseAt: '2027-04-11T00:00:00Z' }, ['/deadlines/plan/graceHours']],
    [{ submitBy: '2027-04-10T00:00:00Z', releaseAt: '2027-04-09T00:00:00Z', reviewFrom: '2027-04-12T00:00:00Z', reviewBy: '2027-04-11T00:00:00Z' }, ['/deadlines/plan/reviewBy', '/deadlines/plan/releaseAt']],
    [{ submitBy: '2027-04-10T00:00:00+02:00', reviewBy: '2027-04-09T22:00:00Z' }, []],
  ])('with the deadlines %j is wrong at %j', (plan, pointers) => {
    const { error } = EditionChange.safeParse({ deadlines: { plan } });
    expect((error?.issues ?? []).map(({ path }) => `/${path.join('/')}`)).toEqual(pointers);
  });
});
