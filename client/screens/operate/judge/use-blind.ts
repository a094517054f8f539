import { useCallback, useEffect, useState } from 'react';
import type {
  BlindLock,
  BlindLocks,
  BlindReader,
  BlindReading,
} from '../../../../shared/wire/operate-api.ts';
import { operateApi, type OperateReply } from '../../../connection/http-operate.ts';
import { useDeskPart } from '../desk-context.ts';

/** What the server holds of the blind readers of a race: everybody's locks, one's own times. */
export interface Blind {
  readonly locks: readonly BlindLock[];
  readonly lock: (
    reader: BlindReader,
    point: string,
    readings: readonly BlindReading[],
  ) => Promise<OperateReply<BlindLocks>>;
  readonly unlock: (reader: BlindReader, point: string) => Promise<OperateReply<BlindLocks>>;
  readonly open: (point: string) => Promise<OperateReply<BlindLocks>>;
}

/** Nobody waits for the other's lock more closely than this. */
const ASK_EVERY_MS = 2_000;

export function useBlind(slug: string): Blind {
  const [locks, setLocks] = useState<readonly BlindLock[]>([]);
  const isLive = useDeskPart((state) => state.link === 'live');

  useEffect(() => {
    if (!isLive) return undefined;
    let left = false;
    const ask = async () => {
      const reply = await operateApi.blind(slug);
      if (!left && reply.ok)
        setLocks((before) => (isSame(before, reply.value.locks) ? before : reply.value.locks));
    };
    void ask();
    const timer = setInterval(() => void ask(), ASK_EVERY_MS);
    return () => {
      left = true;
      clearInterval(timer);
    };
  }, [slug, isLive]);

  const taken = useCallback(async (request: Promise<OperateReply<BlindLocks>>) => {
    const reply = await request;
    if (reply.ok) setLocks(reply.value.locks);
    return reply;
  }, []);

  return {
    locks,
    lock: (reader, point, readings) =>
      taken(operateApi.lockBlind(slug, reader, { point, readings })),
    unlock: (reader, point) => taken(operateApi.unlockBlind(slug, reader, point)),
    open: (point) => taken(operateApi.openBlind(slug, point)),
  };
}

function isSame(a: readonly BlindLock[], b: readonly BlindLock[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
