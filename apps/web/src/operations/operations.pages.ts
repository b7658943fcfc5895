import { Controller, Get, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { Page } from '../views/page';
import { Operations } from './operations';

/** How the Academy runs, at a glance: what needs a person comes first. */
@Controller('operations')
export class OperationsPages {
  constructor(private readonly operations: Operations) {}

  @Get()
  @Allow('jobs.see')
  async show(@Req() { locale }: FastifyRequest): Promise<Page> {
    return new Page('operations/overview', await this.operations.overview(locale));
  }
}
