import { claimStripes } from './ports';
import { makeTemplate } from './template-database';

/** What Jest does before it begins its workers. */
export default async function setUp({ maxWorkers }: { maxWorkers: number }): Promise<void> {
  await claimStripes(maxWorkers);
  await makeTemplate();
}
