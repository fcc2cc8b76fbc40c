import { Trans } from '@lingui/react/macro';
import styles from './code.module.css';
import { commonEnds } from './common-ends.ts';

/** What was expected and what came, one below the other, with what differs marked. */
export const TextDiff = ({ expected, got }: { expected: string; got: string }) => {
  const [head, tail] = commonEnds(expected, got);
  const part = (text: string, className: string | undefined) => (
    <pre dir="ltr" className={styles.value}>
      {text.slice(0, head)}
      <mark className={className}>{text.slice(head, text.length - tail)}</mark>
      {text.slice(text.length - tail)}
      {text === '' && ' '}
    </pre>
  );
  return (
    <dl className={styles.diff}>
      <dt>
        <Trans>Expected</Trans>
      </dt>
      <dd>{part(expected, styles.added)}</dd>
      <dt>
        <Trans>Got</Trans>
      </dt>
      <dd>{part(got, styles.removed)}</dd>
    </dl>
  );
};
