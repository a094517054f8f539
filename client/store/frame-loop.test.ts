import { expect, test } from 'vitest';
import { instant } from '../../shared/time/time.ts';
import { frameLoop } from './frame-loop.ts';

function browser() {
  let pending: (() => void)[] = [];
  const world = { moving: true, visible: true, at: 0, drawn: [] as number[] };
  const loop = frameLoop({
    at: () => instant(world.at),
    moving: () => world.moving,
    visible: () => world.visible,
    request: (call) => pending.push(call),
    cancel: () => (pending = []),
  });
  return {
    world,
    loop,
    waiting: () => pending.length,
    frame() {
      const calls = pending;
      pending = [];
      world.at += 16;
      for (const call of calls) call();
    },
  };
}

test('draws once a frame while the moment moves', () => {
  const { world, loop, frame } = browser();
  loop.frames((at) => world.drawn.push(at));
  frame();
  frame();
  frame();
  expect(world.drawn).toEqual([16, 32, 48]);
});

test('sleeps while paused, and draws once after a jump', () => {
  const { world, loop, frame, waiting } = browser();
  world.moving = false;
  loop.frames((at) => world.drawn.push(at));
  frame();
  expect(waiting()).toBe(0);
  loop.poke();
  loop.poke();
  expect(waiting()).toBe(1);
  frame();
  expect(world.drawn).toHaveLength(2);
});

test('does nothing while hidden', () => {
  const { world, loop, frame, waiting } = browser();
  loop.frames((at) => world.drawn.push(at));
  world.visible = false;
  frame();
  expect(waiting()).toBe(0);
  world.visible = true;
  loop.poke();
  expect(waiting()).toBe(1);
});

test('nobody draws, no frame is asked for', () => {
  const { loop, frame, waiting } = browser();
  const stop = loop.frames(() => {});
  stop();
  frame();
  expect(waiting()).toBe(0);
});
