/** The part of autocannon that the bench uses; it brings no types of its own. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events';

  type Request = { method?: string; path?: string; headers?: Record<string, string>; body?: string; setupRequest?: (request: Request) => Request };
  type Options = {
    url: string;
    connections: number;
    amount?: number;
    duration?: number;
    timeout?: number;
    requests: Request[];
    setupClient(client: EventEmitter): void;
  };
  type Result = { errors: number; timeouts: number; latency: { p50: number; p99: number } };

  export default function autocannon(options: Options): Promise<Result>;
}
