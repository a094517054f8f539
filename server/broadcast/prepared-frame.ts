/**
 * One message, encoded once for however many viewers: as text for the normal way through socket.io,
 * and framed for a WebSocket, so that an idle socket takes it in a single write.
 */
export interface PreparedFrame {
  /** A socket.io event packet of the default namespace, without engine.io's leading digit. */
  readonly packet: string;
  /** The whole WebSocket frame: header, engine.io's digit, packet. */
  readonly framed: Buffer;
}

export function prepareFrame(event: string, message: object): PreparedFrame {
  const packet = `${SOCKET_IO_EVENT}${JSON.stringify([event, message])}`;
  return { packet, framed: frameText(`${ENGINE_IO_MESSAGE}${packet}`) };
}

const SOCKET_IO_EVENT = '2';
const ENGINE_IO_MESSAGE = '4';

/** An unfragmented, unmasked text frame (RFC 6455, 5.2), as a server sends it. */
function frameText(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(header + length);
  frame[0] = 0x81;
  if (header === 2) frame[1] = length;
  if (header === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  }
  if (header === 10) {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, header);
  return frame;
}
