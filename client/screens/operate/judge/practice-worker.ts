import { encodePng } from '../../../../shared/strip/png.ts';
import { drawStrip, type SyntheticStrip } from '../../../../shared/strip/synthetic.ts';

// Drawing takes seconds for a long image: the page goes on meanwhile.
self.addEventListener('message', ({ data }: MessageEvent<SyntheticStrip>) => {
  const file = encodePng(drawStrip(data));
  self.postMessage(file, { transfer: [file.buffer] });
});
