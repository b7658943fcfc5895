/** Seconds. Nothing here is about speed, and on a busy machine much is tried twice: a mail whose attempt broke goes again after half a minute, and after a whole one. */
export const PATIENCE = 240;

/** What the question answers, as soon as it answers something. Fails after some minutes with what was waited for. */
export async function until<T>(ask: () => Promise<T | null | undefined | false> | T | null | undefined | false, what: string): Promise<T> {
  const end = Date.now() + PATIENCE * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`Waited ${PATIENCE} s in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
