import { Foresight } from '../../../../shared/feeding/consequence.ts';
import type { ForesightAsk, ForesightTold } from './foresight-messages.ts';

// A large race takes a second to fold: the page goes on meanwhile.
const foresight = new Foresight();

self.addEventListener('message', ({ data }: MessageEvent<ForesightAsk>) => {
  if ('take' in data) return foresight.take(data.take);
  if ('drop' in data) return foresight.drop(data.drop);
  const told: ForesightTold = { look: data.look, ...foresight.look(data.events, data.at) };
  self.postMessage(told);
  foresight.prepare();
});
