import { Controller, Get } from '@nestjs/common';
import { Allow } from '../http/allow';
import { Page } from '../views/page';

/** Every component of the interface in all its states. */
@Controller('demo/styles')
export class DemoStylesPages {
  @Get()
  @Allow('anyone')
  styles(): Page {
    return new Page('demo/styles');
  }
}
