import type { Socket as TcpSocket } from 'node:net';
import type { Socket } from 'socket.io';
import type { PreparedFrame } from './prepared-frame.ts';

/**
 * One viewer's connection as the hub sees it. An idle WebSocket takes a prepared frame in one write
 * straight to its TCP socket, which halves what a delivery costs (bench/fan-out); everything else
 * goes through engine.io. The straight way reads private fields of engine.io and ws: each is checked
 * on every write, so a release that moves them costs speed and never order (viewer-link.test.ts
 * fails when that happens).
 */
export interface ViewerLink {
  readonly id: string;
  send(frame: PreparedFrame): void;
  /** Bytes handed over and not yet taken by the network. */
  unsentBytes(): number;
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
  return {
    id: socket.id,
    send(frame) {
      const tcp = idleTcpSocket(connection);
      if (tcp) {
        tcp.write(frame.framed);
        deliveries.straight += 1;
      } else if (connection.readyState === 'open') {
        connection.send(frame.packet, { compress: false });
        deliveries.through += 1;
      }
    },
    unsentBytes() {
      return queuedBytes(connection) + (tcpSocket(connection)?.writableLength ?? 0);
    },
    onceDrained(resume) {
      const tcp = tcpSocket(connection);
      if (tcp && tcp.writableLength > 0) tcp.once('drain', resume);
      else socket.conn.once('drain', resume);
    },
  };
}

/** The TCP socket, when a frame written to it now can overtake nothing that waits elsewhere. */
function idleTcpSocket(connection: EngineConnection): TcpSocket | undefined {
  if (connection.readyState !== 'open' || connection.upgrading !== false) return undefined;
  if (connection.writeBuffer?.length !== 0) return undefined;
  const sender = connection.transport?.socket?._sender;
  if (sender?._state !== 0 || sender._queue?.length !== 0) return undefined;
  const tcp = tcpSocket(connection);
  return tcp?.writable === true ? tcp : undefined;
}

function tcpSocket(connection: EngineConnection): TcpSocket | undefined {
  const { transport } = connection;
  if (transport?.name !== 'websocket' || transport.socket?.readyState !== WEBSOCKET_OPEN)
    return undefined;
  return transport.socket._socket;
}

function queuedBytes(connection: EngineConnection): number {
  let bytes = 0;
  for (const packet of connection.writeBuffer ?? []) {
    if (typeof packet.data === 'string') bytes += packet.data.length;
  }
  return bytes;
}

const WEBSOCKET_OPEN = 1;

/** What is read of engine.io's Socket and of ws below it; every field may be missing. */
interface EngineConnection {
  readonly readyState?: string;
  readonly upgrading?: boolean;
  readonly writeBuffer?: readonly { readonly data?: unknown }[];
  readonly transport?: {
    readonly name?: string;
    readonly socket?: {
      readonly readyState?: number;
      readonly _socket?: TcpSocket;
      readonly _sender?: { readonly _state?: number; readonly _queue?: readonly unknown[] };
    };
  };
  send(packet: string, options: { compress: boolean }): void;
}
