import type { RunningAcademy } from '../support/academy';
import { freePort } from '../support/ports';
import type { Build, Program } from '../support/programs';

/** A web process that is about to die. */
export type Victim = Readonly<{ program: Program; base: string }>;

/** Processes of one Academy that die one after the other: the next web process starts while the last one is at work. */
export class Victims {
  private readonly programs: Program[] = [];
  private standby: Promise<Victim> | null = null;

  constructor(
    private readonly build: Build,
    private readonly academy: RunningAcademy,
  ) {}

  async web(): Promise<Victim> {
    const ready = await (this.standby ?? this.startWeb());
    this.standby = this.startWeb();
    this.standby.catch(() => undefined);
    return ready;
  }

  async worker(): Promise<Program> {
    const worker = await this.build.start('worker', this.academy.config);
    this.programs.push(worker);
    return worker;
  }

  /** Ends those who live still. */
  async remove(): Promise<void> {
    await this.standby?.catch(() => undefined);
    for (const program of this.programs) await program.remove();
  }

  private async startWeb(): Promise<Victim> {
    const port = await freePort();
    const program = await this.build.start('web', this.academy.config, { PORT: String(port) });
    this.programs.push(program);
    return { program, base: `http://127.0.0.1:${port}` };
  }
}
