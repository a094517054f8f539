import { eventLogContract } from './event-log.contract.ts';
import { createMemoryLog } from './memory-log.ts';

eventLogContract('memory', async () => createMemoryLog());
