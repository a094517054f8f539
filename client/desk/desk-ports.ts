import type { OperateReply } from '../connection/http-operate.ts';
import type { OperateLinkPorts } from '../connection/operate-link.ts';
import type { RaceReceiver } from '../connection/ports.ts';
import type { Submission } from '../../shared/race/entry.ts';
import type { ClaimRequest, OperatorRaces, SessionRequest } from '../../shared/wire/operate-api.ts';
import type { Me, SubmitAnswer } from '../../shared/wire/operate.ts';
import type { Kept } from './kept.ts';
import type { Tabs } from './outbox.ts';

/** What a desk needs of browser and server, so that a test can be both. */
export interface DeskPorts extends OperateLinkPorts {
  /** Opens what the browser keeps; where it may not or cannot, keeps in memory. `told` hears why. */
  readonly openKept: (told: (reason: string) => void) => Promise<Kept>;
  readonly tabs: Tabs;
  readonly api: {
    readonly openSession: (request: SessionRequest) => Promise<OperateReply<Me>>;
    readonly claim: (request: ClaimRequest) => Promise<OperateReply<Me>>;
    readonly endSession: () => Promise<OperateReply<null>>;
    readonly me: () => Promise<OperateReply<Me>>;
    readonly races: () => Promise<OperateReply<OperatorRaces>>;
    readonly submit: (
      race: string,
      submissions: readonly Submission[],
    ) => Promise<OperateReply<SubmitAnswer>>;
  };
  /** Follows a race as any viewer does. */
  readonly watch: (
    slug: string,
    receiver: RaceReceiver,
  ) => { readonly retry: () => void; readonly close: () => void };
  /** The device's own clock, ms since the Unix epoch; somebody may set it. */
  readonly wallMs: () => number;
  /** What `event.timeStamp` counts from, ms since the Unix epoch. */
  readonly originMs: number;
  /** Letters that no other browser has. */
  readonly randomName: () => string;
  /** Asks before the page is left, as long as `isUnsent` says so: what is not kept yet, or not stored. */
  readonly guardLeaving: (isUnsent: () => boolean) => void;
  /** Whether the page has been out of sight since this was asked last. */
  readonly wasAway: () => boolean;
}
