import { Icon } from '../../../design/Icon.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import styles from './Devices.module.css';

const FOR_THE_VENUE = 'npm start -- --host 0.0.0.0 --cert cert.pem --key key.pem';

const MAKE_CERTIFICATE = [
  'openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 365 \\',
  '  -keyout key.pem -out cert.pem -subj /CN=Hairline \\',
  '  -addext subjectAltName=IP:192.168.1.10,DNS:hairline.local -addext extendedKeyUsage=serverAuth',
  '',
  'mkcert -install && mkcert -cert-file cert.pem -key-file key.pem 192.168.1.10 hairline.local',
].join('\n');

/** The page came over http, not from this very machine: what does not work then, and what helps. */
export function InsecureNote() {
  const words = useWords().devices.insecure;
  return (
    <section className={styles['warning']} aria-label={words.title}>
      <h2>
        <Icon name="warning" /> {words.title}
      </h2>
      <p>{words.note}</p>
      <Certificate />
    </section>
  );
}

/** The address that the server knows of itself is its own machine's: a phone cannot get there. */
export function UnreachableNote() {
  const words = useWords().devices;
  return (
    <section className={styles['warning']} aria-label={words.unreachable.title}>
      <h3>
        <Icon name="warning" /> {words.unreachable.title}
      </h3>
      <p>{words.unreachable.note}</p>
      <pre className={styles['command']}>{FOR_THE_VENUE}</pre>
      <p>{words.unreachable.afterwards}</p>
      <details>
        <summary>{words.insecure.make}</summary>
        <pre className={styles['command']}>{MAKE_CERTIFICATE}</pre>
        <p className={styles['note']}>{words.insecure.more}</p>
      </details>
    </section>
  );
}

function Certificate() {
  const words = useWords().devices.insecure;
  return (
    <>
      <p>{words.make}</p>
      <pre className={styles['command']}>{MAKE_CERTIFICATE}</pre>
      <p>{words.start}</p>
      <pre className={styles['command']}>{FOR_THE_VENUE}</pre>
      <p className={styles['note']}>{words.more}</p>
    </>
  );
}
