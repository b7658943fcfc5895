import { RequestMethod, type Type } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { type DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { z } from 'zod';
import { ALLOWED, type Allowed } from './allow';
import { ANSWERS, type Answers } from './answers';
import { MULTIPART } from './multipart';
import { OFFERS, type Offers } from './offers';
import { readIfMatch } from './request';

export type Route = Readonly<{
  method: string;
  /** With `:parameters`. */
  path: string;
  controller: Type;
  handler: string;
  allowed: Allowed | undefined;
  body: z.ZodType | null;
  query: z.ZodType | null;
  answers: Answers;
  /** What is in an answer that is not our JSON, by media type. */
  offers: Offers | null;
  /** The names of the parts of a multipart body, where it takes one. */
  multipart: readonly string[] | null;
  /** Whether a request names the revision that it is based on. */
  ifMatch: 'needed' | 'optional' | null;
  isApi: boolean;
}>;

const PARAMTYPE = { body: '3', query: '4' } as const;

/** Every route of the application, read from its controllers: what OpenAPI, the tests of access and the fuzzing stand on. */
export function routesOf(discovery: DiscoveryService): Route[] {
  const scanner = new MetadataScanner();
  return discovery
    .getControllers()
    .flatMap(({ metatype }) => {
      const controller = metatype as Type;
      return scanner.getAllMethodNames(controller.prototype as object).flatMap((handler) => routesAt(controller, handler));
    });
}

function routesAt(controller: Type, handler: string): Route[] {
  const method = (controller.prototype as Record<string, object>)[handler]!;
  const verb = Reflect.getMetadata(METHOD_METADATA, method) as RequestMethod | undefined;
  if (verb === undefined) return [];
  const prefix = String(Reflect.getMetadata(PATH_METADATA, controller) ?? '');
  const paths = [Reflect.getMetadata(PATH_METADATA, method) as string | string[]].flat();
  return paths.map((path) => {
    const full = `/${[prefix, path].join('/')}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
    const status = (Reflect.getMetadata(HTTP_CODE_METADATA, method) as number | undefined) ?? (verb === RequestMethod.POST ? 201 : 200);
    return {
      method: RequestMethod[verb],
      path: full,
      controller,
      handler,
      allowed: Reflect.getMetadata(ALLOWED, method) as Allowed | undefined,
      body: schemaAt(controller, handler, 'body'),
      query: schemaAt(controller, handler, 'query'),
      answers: (Reflect.getMetadata(ANSWERS, method) as Answers | undefined) ?? { [status]: null },
      offers: (Reflect.getMetadata(OFFERS, method) as Offers | undefined) ?? null,
      multipart: (Reflect.getMetadata(MULTIPART, method) as readonly string[] | undefined) ?? null,
      ifMatch: ifMatchAt(controller, handler),
      isApi: full.startsWith('/api/'),
    };
  });
}

type Argument = { schema?: z.ZodType; factory?: unknown; data?: unknown };

const argumentsAt = (controller: Type, handler: string): [string, Argument][] =>
  Object.entries((Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler) as Record<string, Argument> | undefined) ?? {});

const schemaAt = (controller: Type, handler: string, what: keyof typeof PARAMTYPE): z.ZodType | null =>
  argumentsAt(controller, handler).find(([key, argument]) => key.startsWith(`${PARAMTYPE[what]}:`) && argument.schema)?.[1].schema ?? null;

function ifMatchAt(controller: Type, handler: string): Route['ifMatch'] {
  const found = argumentsAt(controller, handler).find(([, { factory }]) => factory === readIfMatch)?.[1];
  return found ? (found.data === 'optional' ? 'optional' : 'needed') : null;
}

/** Whether a handler takes multipart/form-data. */
export const takesFiles = (handler: object): boolean => Reflect.getMetadata(MULTIPART, handler) !== undefined;

const bodies = new Map<string, boolean>();

/** Whether a handler takes a body of its own. */
export function hasBody(controller: Type, handler: string): boolean {
  const id = `${controller.name}.${handler}`;
  const known = bodies.get(id);
  if (known !== undefined) return known;
  const method = (controller.prototype as Record<string, object>)[handler]!;
  const has = schemaAt(controller, handler, 'body') !== null || takesFiles(method);
  bodies.set(id, has);
  return has;
}
