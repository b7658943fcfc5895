/** What the question answers, as soon as it answers something. Fails after some seconds with what was waited for. */
export async function until<T>(ask: () => Promise<T | null | undefined | false> | T | null | undefined | false, what: string, seconds = 45): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`Waited ${seconds} s in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
