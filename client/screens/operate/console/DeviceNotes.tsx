import { useEffect, useState } from 'react';
import { Panel } from '../../../design/Panel.tsx';
import { Switch } from '../../../design/Switch.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { usePart } from '../../stations.ts';
import { canVibrate } from './feedback.ts';
import type { LayoutProps } from './layout-props.ts';
import styles from './DeviceNotes.module.css';

type DeviceProps = Pick<LayoutProps, 'prefs' | 'awake' | 'feedback'>;

/** What this device does for a tap, and what it cannot. */
export function DeviceNotes(props: DeviceProps) {
  const words = useWords().console;
  return (
    <Panel title={words.lacks.title} panel="device">
      <DeviceSwitches {...props} />
      <dl className={styles['keys']} aria-label={words.keys.title}>
        {words.keys.list.map(([keys, does]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

export function DeviceSwitches({ prefs, awake, feedback }: DeviceProps) {
  const words = useWords().console.lacks;
  const sound = usePart(prefs, (state) => state.sound);
  const vibration = usePart(prefs, (state) => state.vibration);
  const battery = useBattery();
  return (
    <div className={styles['device']}>
      <Switch
        label={words.sound}
        note={words.soundNote}
        on={sound}
        onChange={(on) => {
          prefs.setState({ sound: on });
          if (on) feedback.tapped();
        }}
      />
      {canVibrate() ? (
        <Switch
          label={words.vibration}
          on={vibration}
          onChange={(on) => prefs.setState({ vibration: on })}
        />
      ) : null}
      <p className={styles['facts']}>
        <span>{words[awake]}</span>
        {canVibrate() ? null : <span>{words.noVibration}</span>}
        {battery === null ? null : (
          <span>
            {battery.charging ? words.charging(battery.percent) : words.battery(battery.percent)}
          </span>
        )}
      </p>
    </div>
  );
}

interface Battery {
  readonly percent: number;
  readonly charging: boolean;
}

/** Not in the DOM's types: only some browsers tell. */
interface BatteryManager extends EventTarget {
  readonly level: number;
  readonly charging: boolean;
}

/** Null where the browser does not tell. */
export function useBattery(): Battery | null {
  const [battery, setBattery] = useState<Battery | null>(null);
  useEffect(() => {
    const left = new AbortController();
    const asking = navigator as { getBattery?: () => Promise<BatteryManager> };
    asking.getBattery?.().then(
      (manager) => {
        const read = () =>
          setBattery({ percent: Math.round(manager.level * 100), charging: manager.charging });
        if (left.signal.aborted) return;
        read();
        manager.addEventListener('levelchange', read, left);
        manager.addEventListener('chargingchange', read, left);
      },
      () => {
        // Forbidden: as if the browser did not know.
      },
    );
    return () => left.abort();
  }, []);
  return battery;
}
