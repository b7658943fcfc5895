import { Body, Controller, Get, Put } from '@nestjs/common';
import { Clock } from '@academy/platform';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Instant } from '../http/shapes';

const Now = z.strictObject({ now: Instant });

/** The clock of the demonstration and the tests. Where there is neither, these routes do not exist. */
@Controller('api/v1/demo/clock')
export class DemoClockApi {
  constructor(private readonly clock: Clock) {}

  @Get()
  @Allow('anyone')
  @Answers({ 200: Now })
  read(): z.infer<typeof Now> {
    return { now: this.clock.now().toISOString() };
  }

  @Put()
  @Allow('clock.move')
  @Answers({ 200: Now })
  async move(@Body({ schema: Now }) { now }: z.infer<typeof Now>): Promise<z.infer<typeof Now>> {
    return { now: (await this.clock.passTo(new Date(now))).toISOString() };
  }
}
