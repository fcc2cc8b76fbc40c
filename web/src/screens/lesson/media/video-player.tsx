import type { Video } from '@hornbook/shared/content/media.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from '../../../components/button.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { packUrl } from '../../../data/downloads/pack-url.ts';
import { Controls, clockTime } from './controls.tsx';
import styles from './media.module.css';
import { MissingMedia } from './missing-media.tsx';
import { Transcript } from './transcript.tsx';
import type { LessonFiles } from './use-lesson-files.ts';
import { mediaKeys } from './use-media-keys.ts';
import { useRecording } from './use-recording.ts';

interface VideoPlayerProps {
  video: Video;
  lang: string;
  files: LessonFiles;
}

/** A video with subtitles, its scenes to jump to, and all that is said in it. */
export const VideoPlayer = ({ video, lang, files }: VideoPlayerProps) => {
  const { t } = useLingui();
  const element = useRef<HTMLVideoElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [subtitled, setSubtitled] = useState(true);
  const { title, cues, durationMs } = video;
  const source = files.choose(video.sources);
  const recording = useRecording(element, { name: source.sha256, lines: cues });
  useEffect(() => {
    const track = element.current?.textTracks[0];
    if (track) track.mode = subtitled ? 'showing' : 'hidden';
  }, [subtitled]);
  const { failed, again } = recording;
  const stored = files.stored.has(source.sha256);
  useEffect(() => {
    // It has come meanwhile.
    if (stored && failed && files.justCame(source.sha256)) again();
  }, [stored, failed, files, source.sha256, again]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys repeat what the buttons inside do.
    <div className={styles.player} onKeyDown={mediaKeys(recording)}>
      <div ref={frame} className={styles.frame}>
        <video
          ref={element}
          className={styles.video}
          width={video.width}
          height={video.height}
          preload="none"
          playsInline
          poster={packUrl(video.poster.sha256)}
          aria-label={title}
          lang={lang}
          onClick={recording.toggle}
          src={packUrl(source.sha256)}
          hidden={failed}
        >
          <track kind="captions" src={packUrl(video.subtitles.sha256)} srcLang={lang} label={t`Subtitles`} default />
        </video>
        {failed && (
          <MissingMedia
            title={title}
            sizeBytes={source.sizeBytes}
            stored={stored}
            coming={files.coming}
            onDownload={() => void files.fetch()}
            onAgain={recording.again}
          />
        )}
      </div>
      <Controls recording={recording} title={title} durationMs={durationMs}>
        <span className={styles.toggle} data-on={subtitled || undefined}>
          <IconButton
            icon="captions"
            label={t`Subtitles`}
            aria-pressed={subtitled}
            onClick={() => setSubtitled(!subtitled)}
          />
        </span>
        {document.fullscreenEnabled && (
          <IconButton
            icon="fullscreen"
            label={t`Full screen`}
            onClick={() => void element.current?.requestFullscreen()}
          />
        )}
      </Controls>
      <ul className={styles.scenes} aria-label={t`Scenes`}>
        {video.screenshots.map((scene) => (
          <li key={scene.sha256 + scene.atMs}>
            <button
              type="button"
              className={styles.scene}
              onClick={() => {
                recording.seek(scene.atMs);
                recording.play();
              }}
            >
              <img
                src={packUrl(scene.sha256)}
                width={scene.width}
                height={scene.height}
                alt={scene.alt}
                lang={lang}
                loading="lazy"
              />
              <span aria-hidden="true">{clockTime(scene.atMs)}</span>
            </button>
          </li>
        ))}
      </ul>
      <Disclosure summary={<Trans>What is said</Trans>}>
        <Transcript lines={cues} recording={recording} lang={lang} label={t`What is said`} />
      </Disclosure>
    </div>
  );
};
