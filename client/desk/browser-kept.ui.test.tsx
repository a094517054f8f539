import { browserKept } from './browser-kept.ts';
import { keptContract } from './kept.contract.ts';

keptContract('the browser’s database', (name) => browserKept(name, { lost() {} }));
