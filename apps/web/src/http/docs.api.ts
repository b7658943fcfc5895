import { Controller, Get, Inject } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { CONFIG, type Config } from '@academy/platform';
import { z } from 'zod';
import { Allow } from './allow';
import { Answers } from './answers';
import { openApiOf } from './openapi';
import { routesOf } from './routes';

@Controller('api/v1')
export class DocsApi {
  private document: object | null = null;

  constructor(
    private readonly discovery: DiscoveryService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('openapi.json')
  @Allow('anyone')
  @Answers({ 200: z.record(z.string(), z.unknown()) })
  openApi(): object {
    return (this.document ??= openApiOf(routesOf(this.discovery), this.config.publicUrl));
  }
}
