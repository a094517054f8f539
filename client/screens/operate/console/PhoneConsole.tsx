import { useRef, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { Button } from '../../../design/Button.tsx';
import { Dialog } from '../../../design/Dialog.tsx';
import { Switch } from '../../../design/Switch.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { usePart } from '../../stations.ts';
import { Banners } from '../Banners.tsx';
import { useDeskPart, useRacePart } from '../desk-context.ts';
import { DeskDialog } from '../DeskDialog.tsx';
import { tabsOf } from '../race-screens.ts';
import { MergePanel } from '../merge/MergePanel.tsx';
import { MergeStrip } from '../merge/MergeStrip.tsx';
import { StartPanel } from '../start/StartPanel.tsx';
import type { RaceOver } from '../race-over.ts';
import { useRaceOver } from '../use-race-over.ts';
import { BibWindow } from './BibField.tsx';
import { Corrections } from './Corrections.tsx';
import { useDeskFrames } from '../desk-frames.ts';
import { DeviceSwitches, useBattery } from './DeviceNotes.tsx';
import { FieldPanel } from './FieldPanel.tsx';
import { Keypad } from './Keypad.tsx';
import type { LayoutProps } from './layout-props.ts';
import { LikelyKeys } from './Likely.tsx';
import { LineChoice } from './LineChoice.tsx';
import { LostTaps } from './LostTaps.tsx';
import styles from './PhoneConsole.module.css';
import { RaceClock } from './RaceClock.tsx';
import { Rows } from './Rows.tsx';
import { Said } from './Said.tsx';
import { flash, TapArea } from './TapArea.tsx';
import { useConsole, type ConsoleView } from './use-console.ts';
import { useConsoleKeys } from './use-console-keys.ts';
import { hasLetterBibs, useLikelyViews } from './use-panels.ts';

/** The console in one hand: rows, keys and a large area to tap; nothing scrolls while one taps. */
export function PhoneConsole(props: LayoutProps) {
  const { slug, line, prefs, feedback } = props;
  const words = useWords().console;
  const view = useConsole({ slug, line: line.line, feedback });
  const { model } = view;
  const likely = useLikelyViews(view);
  const light = usePart(prefs, (state) => state.light);
  const noGun = useRacePart(view.raceDesk, (state) => state.race.zero === null);
  const over = useRaceOver(view.raceDesk);
  const correcting = usePart(
    model.state,
    (state) =>
      (state.selected !== null && !state.reassigning && state.typed === '') ||
      state.draft !== null ||
      state.doubt !== null,
  );
  const field = useRef<HTMLInputElement>(null);
  const page = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState(false);
  const [desk, setDesk] = useState(false);
  useConsoleKeys({
    model,
    field,
    letterBibs: hasLetterBibs(view),
    onTap: () => flash(page.current?.querySelector('[data-tap-area]') ?? null),
  });
  return (
    <div className={styles['phone']} data-light={light} data-console="phone" ref={page}>
      <Head view={view} name={line.name} over={over} onMenu={() => setMenu(true)} />
      <div className={styles['rows']}>
        <Banners race={view.raceDesk} headTellsLink />
        <LostTaps view={view} />
        <MergeStrip slug={slug} line={line.line} rows={view.rows} />
        <Rows view={view} phone />
        {correcting ? null : <JustSaid view={view} />}
      </div>
      <div className={styles['keys']}>
        {correcting ? <Corrections view={view} phone /> : null}
        {correcting ? null : (
          <Keypad
            onDigit={model.type}
            onRubOut={model.rubOut}
            onEnter={model.enter}
            onLeaveOpen={model.leaveOpen}
            onUndo={model.undo}
            onRedo={model.redo}
            likely={<LikelyKeys likely={likely} onPick={model.likely} />}
            field={<BibWindow view={view} />}
            moves={view.moves}
          />
        )}
      </div>
      <div className={styles['tap']}>
        <TapArea
          label={words.tap.label(line.name)}
          word={words.tap.word}
          note={over !== null ? words.tap.over[over] : noGun ? words.tap.noGun : words.tap.note}
          rested={over !== null}
          lit
          phone
          onTap={model.tap}
        />
      </div>
      <Dialog
        open={menu}
        title={words.phone.menu}
        closeLabel={words.phone.close}
        onClose={() => setMenu(false)}
      >
        <Menu
          {...props}
          view={view}
          page={() => page.current}
          onDesk={() => {
            setMenu(false);
            setDesk(true);
          }}
        />
      </Dialog>
      <DeskDialog
        race={view.raceDesk}
        screen="console"
        open={desk}
        onClose={() => setDesk(false)}
      />
    </div>
  );
}

/** What a correction changed, over the oldest rows until the next tap: nothing moves for it. */
function JustSaid({ view }: { readonly view: ConsoleView }) {
  const isSaid = usePart(
    view.model.state,
    ({ said }) => said !== null && (said.kind !== 'done' || said.foreseen.length > 0),
  );
  return isSaid ? (
    <div className={styles['justSaid']}>
      <Said view={view} />
    </div>
  ) : null;
}

function Head({
  view,
  name,
  over,
  onMenu,
}: {
  readonly view: ConsoleView;
  readonly name: string;
  readonly over: RaceOver | null;
  readonly onMenu: () => void;
}) {
  const words = useWords().console;
  const { start } = useWords();
  const frames = useDeskFrames();
  const zero = useRacePart(view.raceDesk, (state) => state.race.zero);
  const unsent = useRacePart(view.raceDesk, (state) => state.unsent);
  const link = useDeskPart((state) => (state.shut === null ? state.link : 'shut'));
  const clock = useDeskPart((state) => state.clock);
  const battery = useBattery();
  return (
    <header className={styles['head']}>
      <h2 className={styles['name']}>{name}</h2>
      {over === null ? (
        <RaceClock zero={zero} frames={frames} label={words.title} className={styles['clock']} />
      ) : (
        <b className={styles['over']}>{start.over[over]}</b>
      )}
      <span className={styles['facts']}>
        <span data-unsent={unsent} className={unsent > 0 ? styles['odd'] : undefined}>
          {unsent > 0 ? `● ${words.phone.unsent(unsent)}` : `✓ ${words.phone.allStored}`}
        </span>
        <span className={link === 'live' ? undefined : styles['odd']}>
          {link !== 'live'
            ? words.phone[link === 'shut' ? 'shut' : 'offline']
            : clock === null
              ? words.phone.noClock
              : words.lacks.clock(milliseconds(clock.errorUs))}
          {battery === null || battery.percent > 30
            ? null
            : ` · ${words.lacks.battery(battery.percent)}`}
        </span>
      </span>
      {/* The focus stays where it was: Enter goes on giving bibs when the menu is closed. */}
      <Button onMouseDown={(event) => event.preventDefault()} onClick={onMenu}>
        {words.phone.menu}
      </Button>
    </header>
  );
}

function milliseconds(us: number): string {
  return us < 10_000 ? `${(us / 1_000).toFixed(0)} ms` : `${(us / 1_000_000).toFixed(2)} s`;
}

function Menu({
  view,
  page,
  slug,
  lines,
  line,
  onChoose,
  prefs,
  feedback,
  awake,
  onDesk,
}: LayoutProps & {
  readonly view: ConsoleView;
  readonly page: () => HTMLElement | null;
  readonly onDesk: () => void;
}) {
  const words = useWords();
  const says = words.console;
  const light = usePart(prefs, (state) => state.light);
  const me = useDeskPart((state) => state.me);
  const tabs = me === null ? [] : tabsOf(me.role).filter((tab) => tab !== 'console');
  const unsent = useRacePart(view.raceDesk, (state) => state.unsent);
  return (
    <div className={styles['menu']}>
      <Button size="large" onClick={onDesk}>
        {words.operate.desk.title}
        {unsent > 0 ? ` · ${says.phone.unsent(unsent)}` : ''}
      </Button>
      <LineChoice lines={lines} line={line} onChoose={onChoose} />
      {me?.role === 'tapper' ? null : (
        <Section title={says.phone.start}>
          <StartPanel slug={slug} />
        </Section>
      )}
      <FieldPanel view={view} />
      <MergePanel slug={slug} line={line.line} folded />
      <Section title={says.lacks.title}>
        <DeviceSwitches prefs={prefs} feedback={feedback} awake={awake} />
        <Switch
          label={says.phone.night}
          note={says.phone.nightNote}
          on={light === 'night'}
          onChange={(on) => prefs.setState({ light: on ? 'night' : 'sun' })}
        />
        {document.fullscreenEnabled ? (
          <Button size="large" onClick={() => void turnFullscreen(page())}>
            {document.fullscreenElement === null
              ? says.phone.fullscreen
              : says.phone.leaveFullscreen}
          </Button>
        ) : null}
      </Section>
      <Section title={says.phone.screens}>
        <nav className={styles['screens']} aria-label={says.phone.screens}>
          <Link href="/operate">{says.toRaces}</Link>
          {tabs.map((tab) => (
            <Link key={tab} href={`/operate/race/${slug}/${tab}`}>
              {words.operate.frame.tab[tab]}
            </Link>
          ))}
        </nav>
      </Section>
    </div>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles['section']}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** The whole page, not only the console: its dialogs have to be seen too. */
async function turnFullscreen(page: HTMLElement | null): Promise<void> {
  if (document.fullscreenElement === null)
    await (page?.ownerDocument ?? document).documentElement.requestFullscreen();
  else await document.exitFullscreen();
}
