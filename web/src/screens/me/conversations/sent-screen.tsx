import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Card } from '../../../components/card.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { EmptyState, MissingState, Skeleton } from '../../../components/states.tsx';
import { fetchInteractions, type Interaction } from '../../../data/commands/watch-tutor.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { Screen } from '../../../shell/screen.tsx';
import styles from '../../tutor/tutor.module.css';

const back = { href: '/me/conversations', place: <Trans>Conversations</Trans> };

const Sent = ({ interaction }: { interaction: Interaction }) => {
  const { i18n } = useLingui();
  const { dayAndTime } = useFormat();
  const { input, output, model, inputTokens, outputTokens, durationMs, tries, askedAt } = interaction;
  const seconds = i18n.number(durationMs / 1000, { style: 'unit', unit: 'second', maximumFractionDigits: 1 });
  const tokens = inputTokens + outputTokens;
  const last = input.at(-1)?.content ?? '';
  return (
    <Card kicker={dayAndTime(Date.parse(askedAt))}>
      <p dir="auto">{last.slice(0, 200)}</p>
      <p className={styles.who}>
        <bdi>{model}</bdi> · <Plural value={tokens} one="# token" other="# tokens" /> · {seconds} ·{' '}
        <Plural value={tries} one="# try" other="# tries" />
      </p>
      <Disclosure summary={<Trans>All that was sent</Trans>}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard, too. */}
        <pre className={styles.sent} dir="auto" tabIndex={0}>
          {input.map(({ role, content }) => `${role}\n${content}`).join('\n\n')}
        </pre>
      </Disclosure>
      {output && (
        <Disclosure summary={<Trans>What came back</Trans>}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard, too. */}
          <pre className={styles.sent} dir="auto" tabIndex={0}>
            {output}
          </pre>
        </Disclosure>
      )}
    </Card>
  );
};

/** What a model was sent for this learner, as the service wrote it down: all of it, and what it took. */
export const SentScreen = () => {
  const { t } = useLingui();
  /** Undefined until the first answer, null where none can be had. */
  const [all, setAll] = useState<Interaction[] | null>();
  const [next, setNext] = useState<string | null>(null);
  const load = async (after: string | null) => {
    const page = await fetchInteractions(after);
    if (page) setNext(page.next);
    setAll((before) => (page ? [...(after && before ? before : []), ...page.items] : (before ?? null)));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens.
  useEffect(() => {
    void load(null);
  }, []);
  return (
    <Screen title={t`What was sent to the tutor`} back={back}>
      {all === undefined && <Skeleton label={t`Asking the service for it`} />}
      {all === null && (
        <MissingState
          title={<Trans>This needs a connection</Trans>}
          action={
            <Button look="quiet" onClick={() => void load(null)}>
              <Trans>Try again</Trans>
            </Button>
          }
        >
          <Trans>The list is kept by the service, not on this device.</Trans>
        </MissingState>
      )}
      {all?.length === 0 && (
        <EmptyState icon="tutor" title={<Trans>Nothing was sent</Trans>}>
          <Trans>
            When the tutor is asked, you see here what its model was given, word for word, and what it took.
          </Trans>
        </EmptyState>
      )}
      {all?.map((interaction) => (
        <Sent key={interaction.id} interaction={interaction} />
      ))}
      {next && (
        <div>
          <Button look="quiet" onClick={() => void load(next)}>
            <Trans>Show more</Trans>
          </Button>
        </div>
      )}
    </Screen>
  );
};
