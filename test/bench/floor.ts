import 'reflect-metadata';
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import { Controller, Get, Module, Post, Req, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Messages, Templates } from '@academy/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Pool } from 'pg';
import { named, type Names, type Parameter, type Plan } from './plan';

// The floor: a bare Nest with Fastify that runs the Academy's statements through pg and answers what the Academy answered.
const [port, databaseUrl, poolSize, planFile] = process.argv.slice(2) as [string, string, string, string];
const plans = new Map((deserialize(readFileSync(planFile)) as Plan[]).map((plan) => [plan.name, plan]));
const pool = new Pool({ connectionString: databaseUrl, max: Number(poolSize) });
const templates = new Templates(new Messages());

function tokenOf({ authorization, cookie }: FastifyRequest['headers']): string {
  return authorization ? authorization.slice('Bearer '.length) : (/academy=([^;]+)/.exec(cookie ?? '')?.[1] ?? '');
}

function valueOf(parameter: Parameter, token: string, names: Names): unknown {
  switch (parameter.from) {
    case 'token':
      return createHash('sha256').update(token).digest();
    case 'now':
      return new Date();
    case 'text':
      return named(parameter.text, names);
    case 'value':
      return parameter.value;
  }
}

/** One after the other, on one connection where there is a transaction. The first finds who asks. */
async function run(plan: Plan, token: string, names: Names): Promise<void> {
  const isTransaction = plan.statements.some(({ sql }) => /^(BEGIN|START)/.test(sql));
  const connection = isTransaction ? await pool.connect() : pool;
  try {
    for (const { sql, parameters } of plan.statements) {
      const { rows } = await connection.query<{ userId?: string }>(sql, parameters.map((parameter) => valueOf(parameter, token, names)));
      names['userId'] ??= rows[0]?.userId ?? '';
    }
  } finally {
    if (connection !== pool) (connection as { release(): void }).release();
  }
}

async function answer(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const plan = plans.get(String(request.headers['x-bench']))!;
  const names: Names = { ...(request.params as Names), made: randomUUID() };
  await run(plan, tokenOf(request.headers), names);
  void reply.code(plan.status);
  if (plan.location) {
    void reply.header('location', named(plan.location, names));
    return '';
  }
  if (!plan.page) return plan.body;
  void reply.type('text/html; charset=utf-8');
  return templates.render(plan.page.template, plan.page.context);
}

@Controller()
class Floor {
  @Get(['api/v1/courses', 'api/v1/enrolments/:id', 'api/v1/enrolments/:id/activities/:key', 'courses', 'learning/:id', 'learning/:id/activities/:key', 'editions/:id/enrolment'])
  read(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    return answer(request, reply);
  }

  @Post(['api/v1/editions/:id/enrolments', 'editions/:id/enrolment'])
  write(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    return answer(request, reply);
  }
}

@Module({ controllers: [Floor] })
class FloorModule {}

async function main(): Promise<void> {
  const app = await NestFactory.create<NestFastifyApplication>(FloorModule, new FastifyAdapter(), { logger: false });
  await app.listen(Number(port), '127.0.0.1');
  process.stdout.write(`floor listens on ${port}\n`);
}

void main();
