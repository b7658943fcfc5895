import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { until } from '../support/until';
import { completeCourse, must, openEdition, publishCourse } from '../support/world';
import { CertificateDesigns, CertificateQueries, EditionCertificates, HOUSE_COLOURS, NameCorrections, RecognitionTexts } from '@academy/credentials';

describe('certificates', () => {
  let academy: RunningAcademy;
  let coordinator: Person;
  let courseId: string;
  let editionId: string;
  const text = (locale: string, printedText: string, validFrom: string, validUntil: string | null = null) => ({ locale, printedText, guidance: '', authority: '', authorityUrl: '', validFrom, validUntil });

  beforeAll(async () => {
    academy = await startAcademy();
    coordinator = await academy.coordinator({ displayName: 'Carla' });
    ({ courseId } = await publishCourse(await academy.designer()));
    editionId = await openEdition(coordinator, courseId, academy.clock.now());
  });
  afterAll(() => academy.stop());

  async function teacher(wanted: { certificateName: string; country?: string; locale?: string }): Promise<{ person: Person; enrolmentId: string }> {
    const person = await academy.person(wanted);
    return { person, enrolmentId: must(await person.api.post(`/editions/${editionId}/enrolments`), 201).body.id };
  }
  const chainOf = (enrolmentId: string) => academy.web.get(CertificateQueries).chain(enrolmentId);
  const printed = (enrolmentId: string, count: number) =>
    until(async () => {
      const live = (await chainOf(enrolmentId)).filter(({ status }) => status === 'valid');
      return live.length === count && live.every(({ isReady }) => isReady) ? live : null;
    }, `${count} certificates`);
  const detailsOf = async (id: string) => (await academy.database.one<{ details: Record<string, unknown> }>('SELECT details FROM certificate WHERE id = $1', [id]))!.details;

  it('say what the country of the teacher says on the day, in her language or the nearest there is', async () => {
    const texts = academy.web.get(RecognitionTexts);
    await texts.write('GR', text('el', 'Μετράει.', '2020-01-01'), coordinator.id);
    await texts.write('GR', text('en', 'It counts.', '2020-01-01', '2020-12-31'), coordinator.id);
    await texts.write('GR', text('en', 'It will count.', '2999-01-01'), coordinator.id);
    expect((await texts.for('GR', 'el', '2024-05-05'))?.printedText).toBe('Μετράει.');
    expect((await texts.for('GR', 'el-GR', '2024-05-05'))?.locale).toBe('el');
    expect((await texts.for('GR', 'en', '2020-05-05'))?.printedText).toBe('It counts.');
    expect((await texts.for('GR', 'en', '2024-05-05'))?.locale).toBe('el');
    expect((await texts.for('GR', 'de', '2999-01-01'))?.locale).toBe('el');
    expect([await texts.for('GR', 'el', '2019-12-31'), await texts.for('IT', 'it', '2024-05-05')]).toEqual([null, null]);
    await expect(texts.write('GR', text('el', '漢', '2020-01-01'), coordinator.id)).rejects.toThrow('not-printable');
  });

  it('are issued for modules too where the course wants it, once each, and for those who were before it', async () => {
    const early = await teacher({ certificateName: 'Έλενα', country: 'GR', locale: 'el' });
    await completeCourse(early.person.api, early.enrolmentId);
    const [first] = await printed(early.enrolmentId, 1);
    expect(await detailsOf(first!.id)).toMatchObject({ recognitionText: 'Μετράει.', recognitionLanguage: 'el', grade: null, wording: null });

    const designs = academy.web.get(CertificateDesigns);
    await designs.change(courseId, 0, { colours: HOUSE_COLOURS, hasModuleCertificates: true, showsGrade: true, locale: 'en', wording: { heading: 'Diploma', statement: null, footer: 'For {holder}' } }, coordinator.id);
    await expect(designs.change(courseId, 0, { colours: HOUSE_COLOURS, hasModuleCertificates: false, showsGrade: true, locale: 'en', wording: { heading: null, statement: null, footer: null } }, coordinator.id)).rejects.toThrow('design-changed');

    const late = await teacher({ certificateName: 'Late' });
    await completeCourse(late.person.api, late.enrolmentId);
    const three = await printed(late.enrolmentId, 3);
    expect(three.map(({ module }) => module)).toEqual([null, 'Why count', 'Doubt']);
    expect(await detailsOf(three[0]!.id)).toMatchObject({ grade: 1, wording: { heading: 'Diploma' } });
    expect(await detailsOf(three[1]!.id)).toMatchObject({ grade: 1, wording: { heading: null, footer: 'For {holder}' } });
    expect(await detailsOf(three[2]!.id)).toMatchObject({ grade: null });

    const editions = academy.web.get(EditionCertificates);
    expect(await editions.counts(editionId)).toEqual({ missing: 2, standing: 4 });
    await editions.request(editionId, 'missing', coordinator.id);
    await expect(editions.request(editionId, 'missing', coordinator.id)).rejects.toThrow(/batch-running|nothing-to-issue/);
    await printed(early.enrolmentId, 3);
    await until(async () => (await academy.web.get(CertificateQueries).lastBatch(editionId))?.finishedAt, 'the batch');
    expect(await editions.counts(editionId)).toEqual({ missing: 0, standing: 6 });
    await expect(editions.request(editionId, 'missing', coordinator.id)).rejects.toThrow('nothing-to-issue');

    const batchId = await editions.request(editionId, 'all', coordinator.id);
    await until(async () => (await academy.web.get(CertificateQueries).lastBatch(editionId))?.finishedAt, 'the batch');
    expect(await academy.web.get(CertificateQueries).lastBatch(editionId)).toMatchObject({ total: 6, done: 6, failedCount: 0, failed: [] });
    const anew = await printed(early.enrolmentId, 3);
    // Her language has no sentence of the course's own; the rest of the design is as it was changed.
    expect(await detailsOf(anew[0]!.id)).toMatchObject({ locale: 'el', grade: 1, wording: null });
    const before = await academy.database.query('SELECT id FROM certificate ORDER BY id');
    await academy.database.query('UPDATE certificate_batch SET done = 0, finished_at = NULL WHERE id = $1', [batchId]);
    await editions.run(batchId);
    expect(await academy.database.query('SELECT id FROM certificate ORDER BY id')).toEqual(before);
  });

  it('bear another name once by the holder herself, later by decision, the old ones traceable', async () => {
    const names = academy.web.get(NameCorrections);
    const { person, enrolmentId } = await teacher({ certificateName: 'Ana Silv' });
    await expect(names.correct(enrolmentId, 'Ana Silva')).rejects.toThrow('nothing-to-correct');
    await completeCourse(person.api, enrolmentId);
    await printed(enrolmentId, 3);
    await expect(names.ask(enrolmentId, 'Ana Silva', 'A typo')).rejects.toThrow('correct-it-yourself');
    const twice = await Promise.allSettled([names.correct(enrolmentId, 'Ana Silva'), names.correct(enrolmentId, 'Ana Silvo')]);
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await until(async () => (await chainOf(enrolmentId)).length === 6, 'the new ones');
    await printed(enrolmentId, 3);
    await names.ask(enrolmentId, 'Ana Silva Costa', 'Married');
    await expect(names.ask(enrolmentId, 'Ana Costa', 'Again')).rejects.toThrow('name-correction-waiting');
    const [waiting] = await academy.web.get(CertificateQueries).waitingIn(editionId);
    await names.decide(editionId, waiting!.id, 'granted', '', coordinator.id);
    await expect(names.decide(editionId, waiting!.id, 'declined', '', coordinator.id)).rejects.toThrow('name-correction-decided');
    await until(async () => (await chainOf(enrolmentId)).length === 9, 'the newest ones');
    const live = await printed(enrolmentId, 3);
    expect(live.map(({ holderName }) => holderName)).toEqual(['Ana Silva Costa', 'Ana Silva Costa', 'Ana Silva Costa']);
    const awards = await until(async () => {
      const found = await academy.database.query<{ holder: string }>('SELECT holder_name AS holder FROM award WHERE enrolment_id = $1 AND superseded_by IS NULL', [enrolmentId]);
      return found.length > 0 && found.every(({ holder }) => holder === 'Ana Silva Costa') ? found : null;
    }, 'the awards');
    expect(awards).toHaveLength(1);
    const chain = await chainOf(enrolmentId);
    expect(chain.filter(({ status }) => status === 'superseded').every(({ supersededBy }) => chain.some(({ code }) => code === supersededBy))).toBe(true);
    for (const { code, status } of chain.slice(0, 3)) expect((await academy.api.get(`/verify/${code}`)).body.status).toBe(status);
  });
});
