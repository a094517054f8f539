import type { Socket as TcpSocket } from 'node:net';
import type { Socket } from 'socket.io';
import type { PreparedFrame } from './prepared-frame.ts';

/**
 * One viewer's connection as the hub sees it. An idle WebSocket takes a prepared frame in one write
 * straight to its TCP socket, which halves what a delivery costs (bench/fan-out); everything else
 * goes through engine.io. The straight way reads private fields of engine.io and ws: each is checked
 * on every write, so a release that moves them costs speed and never order (broadcast.test.ts
 * fails when that happens).
 */
export interface ViewerLink {
  readonly id: string;
  /** Sends a frame unless more than so many bytes wait to go out already; says whether it did. */
  offer(frame: PreparedFrame, mostUnsentBytes: number): boolean;
  /** Calls back once, when everything handed over has gone out. */
  onceDrained(resume: () => void): void;
}

/** `straight` and `through` count how frames went, for tests and metrics. */
export interface Deliveries {
  straight: number;
  through: number;
}

export function viewerLink(socket: Socket, deliveries: Deliveries): ViewerLink {
  const connection = socket.conn as unknown as EngineConnection;
  // Looked up again only when engine.io changes its transport: ten thousand times a round it counts.
  let transport: EngineConnection['transport'];
  let line: Line | undefined;

  function lineNow(): Line | undefined {
    if (connection.transport === transport) return line;
    transport = connection.transport;
    line = lineOf(transport);
    return line;
  }

  return {
    id: socket.id,
    offer(frame, mostUnsentBytes) {
      const now = lineNow();
      if (now && isIdle(connection, now)) {
        if (now.tcp.writableLength > mostUnsentBytes) return false;
        now.tcp.write(frame.framed);
        deliveries.straight += 1;
        return true;
      }
      if (queuedBytes(connection) + (now?.tcp.writableLength ?? 0) > mostUnsentBytes) return false;
      if (connection.readyState === 'open') {
        connection.send(frame.packet, { compress: false });
        deliveries.through += 1;
      }
      return true;
    },
    onceDrained(resume) {
      const tcp = lineNow()?.tcp;
      if (tcp && tcp.writableLength > 0) tcp.once('drain', resume);
      else socket.conn.once('drain', resume);
    },
  };
}

/** What a WebSocket writes with: ws's own sender, and the TCP socket below it. */
interface Line {
  readonly sender: WsSender;
  readonly tcp: TcpSocket;
}

function lineOf(transport: EngineConnection['transport']): Line | undefined {
  if (transport?.name !== 'websocket') return undefined;
  const { _sender: sender, _socket: tcp } = transport.socket ?? {};
  return sender && tcp ? { sender, tcp } : undefined;
}

/** Whether a frame written now can overtake nothing that waits elsewhere. */
function isIdle(connection: EngineConnection, { sender, tcp }: Line): boolean {
  return (
    connection.readyState === 'open' &&
    connection.upgrading === false &&
    connection.writeBuffer?.length === 0 &&
    sender._state === 0 &&
    sender._queue?.length === 0 &&
    tcp.writable
  );
}

function queuedBytes(connection: EngineConnection): number {
  let bytes = 0;
  for (const packet of connection.writeBuffer ?? []) {
    if (typeof packet.data === 'string') bytes += packet.data.length;
  }
  return bytes;
}

/** What is read of engine.io's Socket and of ws below it; every field may be missing. */
interface EngineConnection {
  readonly readyState?: string;
  readonly upgrading?: boolean;
  readonly writeBuffer?: readonly { readonly data?: unknown }[];
  readonly transport?: {
    readonly name?: string;
    readonly socket?: { readonly _socket?: TcpSocket; readonly _sender?: WsSender };
  };
  send(packet: string, options: { compress: boolean }): void;
}

interface WsSender {
  readonly _state?: number;
  readonly _queue?: readonly unknown[];
}
