import { browserDeskPorts } from './desk/browser-desk.ts';
import { openDesk } from './desk/open-desk.ts';
import { keepAll } from './page-version.ts';
import { takeInvitation } from './screens/operate/invitation.ts';
import { Operate } from './screens/operate/Operate.tsx';

/** The second place where stations are joined: what operators need comes with it, and viewers load none of it. */
// Before anything is drawn: the address bar is seen over shoulders.
takeInvitation();
const desk = openDesk(browserDeskPorts());
void keepAll();

export function OperatorsHouse() {
  return <Operate desk={desk} />;
}
