/** What the scrubber and the transport say. */
export const scrubber = {
  name: 'Race time',
  /** 2 minutes 31.4 seconds, 14 seconds behind live */
  value: (time: SpokenTime, lag: string | null) =>
    lag === null ? spoken(time) : `${spoken(time)}, ${lag}`,
  /** Nobody knows yet when it starts. */
  waiting: 'Waiting for the start',
  live: 'live',
  behind: (time: SpokenTime) => `${spoken(time)} behind live`,
  ended: 'at the end',
  gun: 'Gun',
  start: 'Start',
  play: 'Play',
  pause: 'Pause',
  previousPoint: 'Previous timing point',
  nextPoint: 'Next timing point',
  previousEvent: 'One event back',
  nextEvent: 'One event on',
  speed: 'Speed',
  rate: (rate: number) => (rate >= 1 ? `${rate}×` : `1/${Math.round(1 / rate)}×`),
  goLive: 'Go live',
  goToEnd: 'To the end',
  transport: 'Playing',
};

export interface SpokenTime {
  readonly hours: number;
  readonly minutes: number;
  /** With as many decimals as are to be said. */
  readonly seconds: string;
  readonly beforeGun: boolean;
}

function spoken({ hours, minutes, seconds, beforeGun }: SpokenTime): string {
  const parts = [
    hours === 0 ? '' : `${hours} ${hours === 1 ? 'hour' : 'hours'}`,
    minutes === 0 ? '' : `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
    `${seconds} ${seconds === '1' ? 'second' : 'seconds'}`,
  ];
  const text = parts.filter((part) => part !== '').join(' ');
  return beforeGun ? `${text} before the gun` : text;
}
