import { expect, test } from 'vitest';
import { announcer, PAUSE_MS } from './announcements.ts';

function hall() {
  let clockMs = 0;
  let timer: { readonly at: number; readonly call: () => void } | null = null;
  const spoken: string[] = [];
  const voice = announcer((text) => spoken.push(text), {
    nowMs: () => clockMs,
    after(ms, call) {
      timer = { at: clockMs + ms, call };
      return () => (timer = null);
    },
  });
  return {
    spoken,
    voice,
    pass(ms: number) {
      clockMs += ms;
      if (timer === null || timer.at > clockMs) return;
      const { call } = timer;
      timer = null;
      call();
    },
  };
}

test('the first message is said at once', () => {
  const { spoken, voice } = hall();
  voice.say({ text: 'gun' });
  expect(spoken).toEqual(['gun']);
});

test('fifty messages a second become one in five seconds, the newest', () => {
  const { spoken, voice, pass } = hall();
  for (let n = 0; n < 500; n += 1) {
    voice.say({ text: `message ${n}` });
    pass(20);
  }
  expect(spoken.length).toBeLessThanOrEqual(1 + Math.floor((500 * 20) / PAUSE_MS));
  pass(PAUSE_MS);
  expect(spoken.at(-1)).toBe('message 499');
});

test('a result is not replaced by what came after it', () => {
  const { spoken, voice, pass } = hall();
  voice.say({ text: 'bell' });
  voice.say({ text: 'Ingebrigtsen wins', urgent: true });
  voice.say({ text: 'third' });
  pass(PAUSE_MS);
  expect(spoken).toEqual(['bell', 'Ingebrigtsen wins']);
});

test('a voice that was stopped says nothing more', () => {
  const { spoken, voice, pass } = hall();
  voice.say({ text: 'one' });
  voice.say({ text: 'two' });
  voice.stop();
  pass(PAUSE_MS);
  expect(spoken).toEqual(['one']);
});
