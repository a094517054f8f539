import { isOwnPage, type Asking } from './origin.ts';
import { askedBy, identify, type HeaderReader, type Identified } from './identify.ts';
import { openJournal, type AccessJournal } from './journal.ts';
import { openOperatorKeys, type OperatorKeys } from './operator-keys.ts';
import { openPairings, type Pairings } from './pairings.ts';

/** Everything by which somebody comes in as an operator, and the book of who did. */
export interface Access {
  readonly keys: OperatorKeys;
  readonly pairings: Pairings;
  readonly journal: AccessJournal;
  /** Served with TLS of its own: cookies and Origins are held to it. */
  readonly https: boolean;
  /** µs since the Unix epoch. */
  readonly now: () => number;
  /** The key of the first operator's link, at the first start of a data folder only. */
  readonly firstKey: string | null;
  identify(header: HeaderReader, asking: Asking): Identified;
  /** Whether a request is from a page of this server, or from no page at all. */
  isOwnOrNoPage(header: HeaderReader): boolean;
}

export async function openAccess(options: {
  readonly folder: string;
  readonly https: boolean;
  readonly now: () => number;
  readonly report: (message: string) => void;
}): Promise<Access> {
  const { folder, https, now, report } = options;
  const { keys, firstKey } = await openOperatorKeys({ folder, now });
  return {
    keys,
    firstKey,
    pairings: openPairings({ now }),
    journal: openJournal({ now, report }),
    https,
    now,
    identify(header, asking) {
      const identified = identify(header, asking, { keys, https });
      if (identified.ok) keys.seen(identified.operator.id);
      return identified;
    },
    isOwnOrNoPage: (header) => isOwnPage(askedBy(header), 'read', https),
  };
}
