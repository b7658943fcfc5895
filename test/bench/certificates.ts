import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { certificateExample, renderCertificate } from '@academy/credentials';
import { Messages } from '@academy/platform';
import { CertificatePress } from '../../libs/credentials/src/rendering/certificate.press';

const CERTIFICATES = 150;
const WARM_UP = 10;
const LEAST = 60;
const messages = new Messages();
const texts = (key: string, values?: Record<string, string | number>): string => messages.text('en', key, values);

/** Full certificates for each second of processor time, in process and through the press. Answers whether both make 60. */
export async function measureCertificates(): Promise<boolean> {
  const inProcess = renderedPerSecond();
  const printed = await printedPerSecond();
  process.stdout.write(`\nCertificates per CPU-second (at least ${LEAST}): in process ${inProcess.toFixed(0)}${printed === null ? '' : `, through the press ${printed.toFixed(0)}, its start included`}\n`);
  return inProcess >= LEAST && (printed ?? LEAST) >= LEAST;
}

function renderedPerSecond(): number {
  for (let number = 0; number < WARM_UP; number++) renderCertificate(certificateExample(number), texts);
  const before = process.cpuUsage();
  for (let number = 0; number < CERTIFICATES; number++) renderCertificate(certificateExample(WARM_UP + number), texts);
  return CERTIFICATES / secondsOf(process.cpuUsage(before));
}

/** The processor time of the press is that of its process too, which Linux tells once it has ended. Null elsewhere. */
async function printedPerSecond(): Promise<number | null> {
  if (!existsSync('/proc/self/stat')) return null;
  const press = new CertificatePress();
  const [ours, childrens] = [process.cpuUsage(), secondsOfChildren()];
  for (let number = 0; number < CERTIFICATES; number++) await press.render(certificateExample(number), texts);
  press.close();
  for (let tries = 0; secondsOfChildren() === childrens && tries < 100; tries++) await sleep(50);
  return CERTIFICATES / (secondsOf(process.cpuUsage(ours)) + secondsOfChildren() - childrens);
}

const secondsOf = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1e6;

/** Processor time of child processes that have ended: fields 16 and 17 of proc(5), in hundredths of a second. */
function secondsOfChildren(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[13]) + Number(fields[14])) / 100;
}
