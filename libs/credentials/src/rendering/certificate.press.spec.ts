import { Messages } from '@academy/platform';
import { CertificatePress } from './certificate.press';
import { renderCertificate } from './certificate.renderer';
import { certificateExample, type CertificateTexts } from './certificate.view';

const messages = new Messages();
const texts: CertificateTexts = (key, values) => messages.text('en', key, values);

/** The numbers of the processes that a press has had: looked at whenever it is given something. */
function watched(press: CertificatePress): Set<number> {
  const seen = new Set<number>();
  const print = press.print.bind(press);
  press.print = (...given) => {
    const printed = print(...given);
    seen.add(press.pid!);
    return printed;
  };
  return seen;
}

describe('the press', () => {
  it('prints what the renderer prints, in another process, several at a time', async () => {
    const press = new CertificatePress();
    const seen = watched(press);
    const printed = await Promise.all([1, 2, 3].map((number) => press.render(certificateExample(number), texts)));
    press.close();
    expect(printed.map((pdf, index) => pdf.equals(renderCertificate(certificateExample(index + 1), texts)))).toEqual([true, true, true]);
    expect([...seen]).toHaveLength(1);
    expect(seen.has(process.pid)).toBe(false);
  });

  it('takes a new process after its share of documents, losing none', async () => {
    const press = new CertificatePress({ documents: 2, idle: 10_000 });
    const seen = watched(press);
    const printed = await Promise.all([1, 2, 3, 4, 5].map((number) => press.render(certificateExample(number), texts)));
    press.close();
    expect(printed.every((pdf) => pdf.subarray(0, 5).toString() === '%PDF-')).toBe(true);
    expect(seen.size).toBe(3);
    await until(() => [...seen].every((pid) => !isAlive(pid)));
  });

  it('lets the process go when there is nothing to do', async () => {
    const press = new CertificatePress({ documents: 100, idle: 20 });
    const seen = watched(press);
    await press.render(certificateExample(1), texts);
    await until(() => [...seen].every((pid) => !isAlive(pid)));
    await press.render(certificateExample(2), texts);
    press.close();
    expect(seen.size).toBe(2);
  });

  it('tells whoever waits when the process dies, and goes on with another', async () => {
    const press = new CertificatePress();
    const seen = watched(press);
    const lost = press.render(certificateExample(1), texts);
    for (const pid of seen) process.kill(pid, 'SIGKILL');
    await expect(lost).rejects.toThrow('the printing process failed: it ended (SIGKILL)');
    await expect(press.render(certificateExample(2), texts)).resolves.toBeInstanceOf(Buffer);
    press.close();
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function until(isSo: () => boolean): Promise<void> {
  for (let round = 0; round < 1_200 && !isSo(); round += 1) await new Promise((resolve) => setTimeout(resolve, 25));
  expect(isSo()).toBe(true);
}
