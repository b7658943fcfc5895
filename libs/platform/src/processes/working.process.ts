import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { Busy } from '../errors';
import { projectRoot } from '../root';

type Waiting<Answer> = { resolve: (answer: Answer) => void; reject: (error: Error) => void };
type Given<Answer> = Waiting<Answer> & { timer: NodeJS.Timeout };
type Child<Answer> = { process: ChildProcess; taken: number; isReady: boolean; given: Map<number, Given<Answer>> };
type Reply<Answer> = { isReady: true } | ({ number: number } & Answer);

export type WorkingProcessOptions = Readonly<{
  /** The program, from the root of the project: plain JavaScript, which answers `{ number, … }` with `{ number, … }`. */
  file: string;
  args?: readonly string[];
  execArgv?: string[];
  serialization?: 'json' | 'advanced';
  /** Jobs that the process is given side by side; the rest wait here. */
  atOnce: number;
  mostWaiting: number;
  /** Jobs after which another process takes over: for one that leaks. */
  jobs: number;
  /** Milliseconds without a job after which the process leaves. */
  idle: number;
  /** Milliseconds for a job; the process is ended where one takes longer. */
  patience: number;
  /** For the first, where the process says `{ isReady: true }` once it has loaded what it needs: on a busy machine that takes far longer, and is no job's fault. */
  startWithin?: number;
}>;

/** The process ended with the job that it was at. */
export class ProcessLost extends Error {}

/**
 * Work in a process of its own, so that it blocks nobody's event loop, keeps no memory and, where it brings the process down,
 * ends nothing but itself. The process begins with the first job, leaves when there was none for a while, and is replaced when it
 * ends or has had its share; what waits goes to the next. It gets no environment, hence no secret.
 */
export class WorkingProcess<Job extends object, Answer extends object> {
  private child: Child<Answer> | null = null;
  private number = 0;
  private idleTimer: NodeJS.Timeout | null = null;
  private readonly queue: ({ job: Job } & Waiting<Answer>)[] = [];

  constructor(private readonly options: WorkingProcessOptions) {}

  /** Jobs that nobody has answered yet, but for those of a process that has had its share. */
  get busy(): number {
    return this.queue.length + (this.child?.given.size ?? 0);
  }

  /** The number of the process, where there is one. */
  get pid(): number | null {
    return this.child?.process.pid ?? null;
  }

  /** Rejects with ProcessLost when the process dies or does not answer in time, and with Busy where too many wait. */
  ask(job: Job): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.queue.length >= this.options.mostWaiting) return reject(new Busy(5));
      this.queue.push({ job, resolve, reject });
      this.next();
    });
  }

  /** Lets the process go once it has answered what it was asked. */
  close(): void {
    const child = this.child;
    this.child = null;
    if (this.idleTimer) clearTimeout(this.idleTimer);
    if (child?.given.size === 0 && child.process.connected) child.process.disconnect();
  }

  private next(): void {
    while (this.queue.length > 0) {
      if (this.child && this.child.taken >= this.options.jobs) this.close();
      const child = (this.child ??= this.start());
      if (child.given.size >= this.options.atOnce) return;
      this.give(child, this.queue.shift()!);
    }
    if (this.child?.given.size === 0) this.rest(this.child);
  }

  private start(): Child<Answer> {
    const { file, args = [], execArgv = [], serialization = 'json' } = this.options;
    const child: Child<Answer> = { process: fork(join(projectRoot(), file), args, { serialization, env: {}, execArgv }), taken: 0, isReady: false, given: new Map() };
    child.process.on('message', (reply: Reply<Answer>) => ('isReady' in reply ? this.begin(child) : this.settle(child, reply.number, reply)));
    child.process.on('error', (error) => this.giveUp(child, error.message));
    child.process.on('exit', (code, signal) => this.giveUp(child, `it ended (${signal ?? code})`));
    return child;
  }

  private give(child: Child<Answer>, { job, ...waiting }: { job: Job } & Waiting<Answer>): void {
    if (this.idleTimer) clearTimeout(this.idleTimer);
    keepAwake(child.process, true);
    child.taken += 1;
    const number = (this.number += 1);
    child.given.set(number, { ...waiting, timer: this.watch(child) });
    child.process.send({ number, ...job }, (error) => {
      if (error) this.giveUp(child, error.message);
    });
  }

  private watch({ process, isReady }: Child<Answer>): NodeJS.Timeout {
    const { patience, startWithin = patience } = this.options;
    return setTimeout(() => process.kill('SIGKILL'), isReady ? patience : startWithin);
  }

  private begin(child: Child<Answer>): void {
    child.isReady = true;
    for (const given of child.given.values()) {
      clearTimeout(given.timer);
      given.timer = this.watch(child);
    }
  }

  private settle(child: Child<Answer>, number: number, outcome: Answer | Error): void {
    const given = child.given.get(number);
    if (!given) return;
    child.given.delete(number);
    clearTimeout(given.timer);
    if (outcome instanceof Error) given.reject(outcome);
    else given.resolve(outcome);
    if (child === this.child) this.next();
    else if (child.given.size === 0 && child.process.connected) child.process.disconnect();
  }

  /** The process is gone, and with it what it was at; what waits goes to the next one. */
  private giveUp(child: Child<Answer>, why: string): void {
    const wasCurrent = child === this.child;
    if (wasCurrent) this.child = null;
    for (const number of [...child.given.keys()]) this.settle(child, number, new ProcessLost(why));
    if (wasCurrent) this.next();
  }

  /** An idle process does not keep ours from ending, and leaves after a while. */
  private rest(child: Child<Answer>): void {
    keepAwake(child.process, false);
    if (this.idleTimer) clearTimeout(this.idleTimer);
    this.idleTimer = setTimeout(() => this.close(), this.options.idle).unref();
  }
}

function keepAwake(child: ChildProcess, isAwake: boolean): void {
  if (isAwake) child.ref();
  else child.unref();
  if (isAwake) child.channel?.ref();
  else child.channel?.unref();
}
