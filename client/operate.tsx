import { browserDeskPorts } from './desk/browser-desk.ts';
import { openDesk } from './desk/open-desk.ts';
import { Operate } from './screens/operate/Operate.tsx';

/** The second place where stations are joined: what operators need comes with it, and viewers load none of it. */
const desk = openDesk(browserDeskPorts());

export function OperatorsHouse() {
  return <Operate desk={desk} />;
}
