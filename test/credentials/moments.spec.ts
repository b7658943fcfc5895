import { Awards, Certificates, NameCorrections } from '@academy/credentials';
import { People } from '@academy/people';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { HeldRows } from '../support/held.rows';
import { completeCourse, must, openEdition, publishCourse } from '../support/world';

/** No worker runs here: each step is taken when the test says so. */
describe('a name that is corrected', () => {
  let academy: RunningAcademy;
  beforeAll(async () => void (academy = await startAcademy({ worker: false })));
  afterAll(() => academy.stop());

  async function ana() {
    const [coordinator, person] = [await academy.coordinator(), await academy.person({ certificateName: 'Ana Silv' })];
    const { courseId } = await publishCourse(await academy.designer());
    const editionId = await openEdition(coordinator, courseId, academy.clock.now());
    const enrolmentId = must(await person.api.post(`/editions/${editionId}/enrolments`), 201).body.id as string;
    const badge = must(await coordinator.api.post(`/courses/${courseId}/badges`, { name: 'Surveyor', description: 'A survey', criteria: 'All', trigger: 'manual' }), 201).body.id as string;
    return { person, coordinator, badge, enrolmentId };
  }
  const live = (table: string, enrolmentId: string) => academy.database.query(`SELECT holder_name AS name FROM ${table} WHERE enrolment_id = $1 AND superseded_by IS NULL`, [enrolmentId]);

  it('comes onto a first certificate too that was being issued at that moment', async () => {
    const { person, coordinator, badge, enrolmentId } = await ana();
    await academy.web.get(Awards).award(badge, enrolmentId, coordinator.id);
    await academy.web.get(NameCorrections).correct(enrolmentId, 'Ana Silva');
    await completeCourse(person.api, enrolmentId);
    const { id } = (await academy.database.one<{ id: string }>('SELECT id FROM name_correction WHERE enrolment_id = $1', [enrolmentId]))!;

    const certificates = await HeldRows.hold(academy.databaseName, 'LOCK TABLE certificate IN SHARE MODE');
    const issuing = academy.web.get(Certificates).issue(enrolmentId);
    await certificates.areWanted(1);
    const applying = academy.web.get(NameCorrections).apply(id);
    await certificates.areWanted(2, applying);
    await certificates.letGo();
    await Promise.all([issuing, applying]);

    expect([await live('certificate', enrolmentId), await live('award', enrolmentId)]).toEqual([[{ name: 'Ana Silva' }], [{ name: 'Ana Silva' }]]);
  });

  it('is what whoever waited for the enrolment finds, and not the name of before', async () => {
    const { person, coordinator, badge, enrolmentId } = await ana();
    await completeCourse(person.api, enrolmentId);
    const enrolment = await HeldRows.hold(academy.databaseName, 'SELECT FROM enrolment WHERE id = $1 FOR UPDATE', [enrolmentId]);
    const issuing = [academy.web.get(Certificates).issue(enrolmentId), academy.web.get(Awards).award(badge, enrolmentId, coordinator.id)];
    await enrolment.areWanted(2);
    await academy.web.get(People).setCertificateName(person.id, 'Ana Silva');
    await enrolment.letGo();
    await Promise.all(issuing);
    expect([await live('certificate', enrolmentId), await live('award', enrolmentId)]).toEqual([[{ name: 'Ana Silva' }], [{ name: 'Ana Silva' }]]);
  });
});
