import { Controller, Get } from '@nestjs/common';
import { Allow } from '../http/allow';
import { Page } from '../views/page';

@Controller()
export class HomePages {
  @Get()
  @Allow('anyone')
  home(): Page {
    return new Page('home/welcome');
  }
}
