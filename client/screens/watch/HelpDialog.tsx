import { Button } from '../../design/Button.tsx';
import { Choice } from '../../design/Choice.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { Icon } from '../../design/Icon.tsx';
import { Switch } from '../../design/Switch.tsx';
import { useHelpWords } from '../../i18n/help-words.ts';
import { useWords } from '../../i18n/words.ts';
import { usePart, useStations } from '../stations.ts';
import styles from './HelpDialog.module.css';

/** Keys, and what can be chosen. */
export function HelpDialog({
  onShare,
  onClose,
}: {
  readonly onShare: () => void;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const { prefs } = useStations();
  const { theme, singleKeys, hideResults } = usePart(prefs, (state) => state);
  const { prefs: said, keys } = useHelpWords();
  return (
    <Dialog open title={words.watch.help} closeLabel={words.common.close} onClose={onClose}>
      <div className={styles['prefs']}>
        <div className={styles['share']}>
          <Button
            size="large"
            onClick={() => {
              onClose();
              onShare();
            }}
          >
            <Icon name="share" />
            {words.watch.share}
          </Button>
        </div>
        <div className={styles['theme']}>
          <span>{said.theme}</span>
          <Choice
            label={said.theme}
            options={[
              ['system', said.themes.system],
              ['dark', said.themes.dark],
              ['light', said.themes.light],
            ]}
            value={theme}
            onChange={(value) => prefs.setState({ theme: value })}
          />
        </div>
        <Switch
          label={said.singleKeys}
          note={said.singleKeysNote}
          on={singleKeys}
          onChange={(on) => prefs.setState({ singleKeys: on })}
        />
        <Switch
          label={said.hideResults}
          on={hideResults}
          onChange={(on) => prefs.setState({ hideResults: on })}
        />
        <a href="?tv=1" className={styles['wall']}>
          {said.wall}
        </a>
      </div>
      <h3 className={styles['heading']}>{keys.title}</h3>
      <dl className={styles['keys']}>
        {keys.rows.map(([key, what]) => (
          <div key={key} className={styles['row']}>
            <dt>{key}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
