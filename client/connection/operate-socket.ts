import { io } from 'socket.io-client';
import {
  OPERATE_NAMESPACE,
  type FromOperatorAnswers,
  type Presence,
  type Revoked,
  type Sources,
} from '../../shared/wire/operate.ts';

/** What a desk hears on its socket. */
export interface OperateEars {
  readonly opened: () => void;
  /** Closed by anyone, or an attempt failed; `code` when the server said why (a `DoorCode`). */
  readonly closed: (code: string | null) => void;
  readonly presence: (presence: Presence) => void;
  readonly sources: (sources: Sources) => void;
  readonly revoked: (reason: Revoked['reason']) => void;
}

/** One socket in the operators' namespace, opened again and again; nothing in it retries by itself. */
export interface OperateSocket {
  readonly open: () => void;
  readonly close: () => void;
  /** The answer, or null when none came: nothing is known then of what the server did. */
  readonly say: <Name extends keyof FromOperatorAnswers>(
    name: Name,
    message: object,
    patienceMs: number,
  ) => Promise<FromOperatorAnswers[Name] | null>;
}

/** Over a websocket only: it carries the page's Origin, without which a cookie does not count. */
export function openOperateSocket(ears: OperateEars): OperateSocket {
  const socket = io(OPERATE_NAMESPACE, {
    autoConnect: false,
    reconnection: false,
    forceNew: true,
    transports: ['websocket'],
    timeout: 8_000,
  });
  socket.on('connect', ears.opened);
  socket.on('disconnect', () => ears.closed(null));
  socket.on('connect_error', (error: Error & { readonly data?: { readonly code?: unknown } }) => {
    const code = error.data?.code;
    socket.disconnect();
    ears.closed(typeof code === 'string' ? code : null);
  });
  socket.on('presence', (presence: Presence) => ears.presence(presence));
  socket.on('sources', (sources: Sources) => ears.sources(sources));
  socket.on('revoked', ({ reason }: Revoked) => ears.revoked(reason));
  return {
    open: () => void socket.connect(),
    close: () => void socket.disconnect(),
    async say(name, message, patienceMs) {
      if (!socket.connected) return null;
      try {
        return (await socket.timeout(patienceMs).emitWithAck(name, message)) as never;
      } catch {
        return null;
      }
    },
  };
}
