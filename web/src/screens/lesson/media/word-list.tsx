import type { Vocabulary } from '@hornbook/shared/content/media.ts';
import { useLingui } from '@lingui/react/macro';
import { IconButton } from '../../../components/button.tsx';
import { packUrl } from '../../../data/downloads/pack-url.ts';
import styles from './media.module.css';
import { MissingMedia } from './missing-media.tsx';
import { useClip } from './use-clip.ts';
import type { LessonFiles } from './use-lesson-files.ts';

/** Words with how they sound, what they mean, and a sentence; in the learner's language, too, where that is known. */
export const WordList = ({ vocabulary, lang, files }: { vocabulary: Vocabulary; lang: string; files: LessonFiles }) => {
  const { t, i18n } = useLingui();
  const source = files.choose(vocabulary.sources);
  const clip = useClip(packUrl(source.sha256));
  return (
    <>
      <ul className={styles.words}>
        {vocabulary.words.map((word) => {
          const translation = word.translations[i18n.locale];
          const { text } = word;
          return (
            <li
              key={word.id}
              className={styles.word}
              data-playing={clip.playing?.startsWith(`${word.id}/`) || undefined}
            >
              <IconButton
                icon="play"
                label={t`Hear ${text}`}
                onClick={() => void clip.play(`${word.id}/word`, word.clip)}
              />
              <div>
                <p>
                  <b lang={lang} dir="auto">
                    {text}
                  </b>{' '}
                  <span className={styles.ipa} dir="ltr">
                    /{word.ipa}/
                  </span>
                </p>
                {translation && <p lang={i18n.locale}>{translation}</p>}
                <p className={styles.meaning}>
                  <bdi lang={lang}>{word.meaning}</bdi>
                </p>
                <button
                  type="button"
                  className={styles.example}
                  lang={lang}
                  dir="auto"
                  onClick={() => void clip.play(`${word.id}/example`, word.exampleClip)}
                >
                  {word.example}
                </button>
              </div>
            </li>
          );
        })}
      </ul>
      {clip.failed && (
        <MissingMedia
          title={t`Words`}
          sizeBytes={source.sizeBytes}
          stored={files.stored.has(source.sha256)}
          coming={files.coming}
          onDownload={() => void files.fetch()}
          onAgain={() => {
            const [first] = vocabulary.words;
            if (first) void clip.play(`${first.id}/word`, first.clip);
          }}
        />
      )}
    </>
  );
};
