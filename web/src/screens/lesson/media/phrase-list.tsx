import type { Phrases } from '@hornbook/shared/content/media.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { IconButton } from '../../../components/button.tsx';
import { ChoiceGroup } from '../../../components/choice-group.tsx';
import { packUrl } from '../../../data/downloads/pack-url.ts';
import styles from './media.module.css';
import { MissingMedia } from './missing-media.tsx';
import { useClip } from './use-clip.ts';
import type { LessonFiles } from './use-lesson-files.ts';

/** Phrases to say after somebody, in the voice one chooses. */
export const PhraseList = ({ phrases, lang, files }: { phrases: Phrases; lang: string; files: LessonFiles }) => {
  const { t } = useLingui();
  const [chosen, setChosen] = useState(phrases.voices[0]?.id ?? '');
  const voice = phrases.voices.find(({ id }) => id === chosen);
  const source = voice && files.choose(voice.sources);
  const clip = useClip(packUrl(source?.sha256 ?? ''));
  if (!voice || !source) return null;
  return (
    <>
      <ChoiceGroup
        legend={<Trans>Whose voice</Trans>}
        name="voice"
        value={chosen}
        onChoose={setChosen}
        options={phrases.voices.map(({ id, name, accent }) => ({
          value: id,
          label: `${name} · ${accent === 'en-US' ? t`American` : t`British`}`,
        }))}
      />
      <ul className={styles.words}>
        {phrases.items.map(({ id, text, ipa, use, clips }) => (
          <li key={id} className={styles.word} data-playing={clip.playing === id || undefined}>
            <IconButton
              icon="play"
              label={t`Hear ${text}`}
              onClick={() => clips[chosen] && void clip.play(id, clips[chosen])}
            />
            <div>
              <p>
                <b lang={lang} dir="auto">
                  {text}
                </b>
              </p>
              <p className={styles.ipa}>
                <bdi dir="ltr">/{ipa}/</bdi>
              </p>
              <p className={styles.meaning}>
                <bdi lang={lang}>{use}</bdi>
              </p>
            </div>
          </li>
        ))}
      </ul>
      {clip.failed && (
        <MissingMedia
          title={voice.name}
          sizeBytes={source.sizeBytes}
          stored={files.stored.has(source.sha256)}
          coming={files.coming}
          onDownload={() => void files.fetch()}
          onAgain={() => {
            const [first] = phrases.items;
            if (first?.clips[chosen]) void clip.play(first.id, first.clips[chosen]);
          }}
        />
      )}
    </>
  );
};
