import type { EventLog } from './event-log.ts';
import { keepInProcess } from './keeper.ts';
import { createMemoryTables } from './memory-tables.ts';
import type { MemoryTables } from './memory-tables.ts';
import { createQueuedLog } from './queued-log.ts';
import type { StoreTrouble } from './tables.ts';

export interface MemoryLogOptions {
  readonly tables?: MemoryTables;
  /** Says that several rooms append to these logs, as several servers do to one PostgreSQL. */
  readonly shared?: boolean;
  /** Asked before each commit: what the disk has to say today. For tests of a full or broken disk. */
  readonly trouble?: () => StoreTrouble | null;
}

/** A log that lives as long as the process; nothing of it is durable. */
export function createMemoryLog(options: MemoryLogOptions = {}): EventLog {
  const tables = options.tables ?? createMemoryTables();
  const log = createQueuedLog(
    keepInProcess({
      tables: () => tables,
      transact(work) {
        const trouble = options.trouble?.();
        if (trouble) throw trouble;
        return tables.transact(() => work(tables));
      },
      close: () => {},
    }),
  );
  return { ...log, shared: options.shared ?? false };
}
