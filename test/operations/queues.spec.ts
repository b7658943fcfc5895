import { Queues } from '@academy/platform';
import { startAcademy } from '../support/academy';
import { until } from '../support/until';

it('how long the first of a queue has waited is known', async () => {
  const academy = await startAcademy({ worker: false });
  try {
    const queues = academy.web.get(Queues);
    await queues.add('imports', [{ id: 'first', data: {} }, { id: 'second', data: {} }]);
    const figures = (await until(() => queues.figures(), 'the queues to answer in time')).find(({ name }) => name === 'imports')!;
    expect(figures).toMatchObject({ waiting: 2, active: 0, failed: 0 });
    expect(figures.oldestSeconds).toBeLessThan(60);
  } finally {
    await academy.stop();
  }
});
