import type { QuestionOf } from '@hornbook/shared/content/pack.ts';
import type { Judgement } from '@hornbook/shared/pronunciation/judge.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { Skeleton } from '../../../components/states.tsx';
import { TakeResult } from '../../../questions/speak/take-result.tsx';
import { judgeTake } from '../../../speech/judge-take.ts';
import { readSound } from './read-sound.ts';
import styles from './speak.module.css';

interface PastTakeProps {
  sha256: string;
  question: QuestionOf<'speak'>;
  samplesOf: (voiceId: string) => Promise<Float32Array | null>;
}

type Read = { kind: 'reading' } | { kind: 'none' } | { kind: 'read'; judgement: Judgement; samples: Float32Array };

/** An earlier take beside the voice. Its verdict stays what it was; it is only laid along the voice anew. */
export const PastTake = ({ sha256, question, samplesOf }: PastTakeProps) => {
  const { t } = useLingui();
  const [read, setRead] = useState<Read>({ kind: 'reading' });
  useEffect(() => {
    let isWanted = true;
    const lay = async (): Promise<Read> => {
      const samples = await readSound(sha256);
      return samples ? { kind: 'read', samples, judgement: await judgeTake(question, samples) } : { kind: 'none' };
    };
    void lay().then((found) => {
      if (isWanted) setRead(found);
    });
    return () => {
      isWanted = false;
    };
  }, [sha256, question]);
  if (read.kind === 'reading') return <Skeleton label={t`Listening to the recording`} lines={2} />;
  if (read.kind === 'read' && read.judgement.kind === 'judged')
    return <TakeResult question={question} judgement={read.judgement} samples={read.samples} samplesOf={samplesOf} />;
  return (
    <p className={styles.quiet}>
      {read.kind === 'none' ? (
        <Trans>This recording can’t be played: the browser has cleared it.</Trans>
      ) : (
        <Trans>The voices of this phrase are not on this device. Get the lesson’s sound on its page.</Trans>
      )}
    </p>
  );
};
