import { setTimeout as after } from 'node:timers/promises';

/**
 * A thread that ends while V8 still compiles for it can wait for ever: the compiler asks the thread for
 * a garbage collection that it will not make any more (nodejs/node#54918, #64560; seen on Node 20 about
 * once in 200 stops of the log's thread). So it rests, with nothing to do, until the compilers are through.
 */
export async function restBeforeEnd(): Promise<void> {
  await after(100);
}
