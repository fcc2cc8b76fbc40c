import { Trans, useLingui } from '@lingui/react/macro';
import { Screen } from '../../../shell/screen.tsx';
import { back } from '../back.tsx';
import styles from '../learning/learning.module.css';
import { HowEnglish } from './how-en.tsx';
import { HowSpanish } from './how-es.tsx';

/** How Hornbook decides, in plain words: nobody should have to guess what a machine thinks of them. */
export const HowScreen = () => {
  const { t, i18n } = useLingui();
  const spanish = i18n.locale === 'es';
  return (
    <Screen title={t`How Hornbook decides`} lede={<Trans>What it asks you, when, and why.</Trans>} back={back}>
      <article className={styles.article} lang={spanish ? 'es' : 'en'} dir="ltr">
        {spanish ? <HowSpanish /> : <HowEnglish />}
      </article>
    </Screen>
  );
};
