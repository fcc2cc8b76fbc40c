import { type PageCopy, readPageCopy } from '@hornbook/shared/blobs/page-copy.ts';
import { passagesOfHtml } from '@hornbook/shared/content/passages-of-html.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useMemo, useRef, useState } from 'react';
import { HtmlBlock } from '../../components/html-block.tsx';
import { cleanPage } from '../../components/markdown/render-markdown.ts';
import { ErrorState, Skeleton } from '../../components/states.tsx';
import { noticeCleared } from '../../data/commands/keep-files.ts';
import { readFileBytes } from '../../data/queries/files.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useFoundPassage } from '../search/use-found-passage.ts';
import styles from './materials.module.css';

const PageText = ({ copy }: { copy: PageCopy }) => {
  const { day } = useFormat();
  const reading = useRef<HTMLElement>(null);
  const passages = useMemo(() => passagesOfHtml(copy.html).map(({ text }) => text), [copy]);
  useFoundPassage(reading, passages);
  const { title, byline, siteName, lang, html } = copy;
  const takenOn = day(copy.takenAt);
  const from = [byline, siteName].filter(Boolean).join(' · ');
  return (
    <article ref={reading} className={styles.copy} aria-label={title}>
      <header>
        <h2 lang={lang ?? undefined} dir="auto">
          {title}
        </h2>
        {from && (
          <p className={styles.quiet} dir="auto">
            {from}
          </p>
        )}
        <p className={styles.quiet}>
          <Trans>Copy of {takenOn}: text only, and it opens without a connection</Trans>
        </p>
      </header>
      <HtmlBlock html={html} look="reading" lang={lang ?? undefined} />
    </article>
  );
};

/** The text of a page as it was when the service fetched it. */
export const PageCopyView = ({ sha256 }: { sha256: string }) => {
  const { t } = useLingui();
  const [copy, setCopy] = useState<PageCopy | null>();
  useEffect(() => {
    let isOver = false;
    const read = async () => {
      const bytes = await readFileBytes(sha256);
      if (!bytes) return noticeCleared(sha256);
      const found = readPageCopy(await bytes.text());
      if (!isOver) setCopy(found && { ...found, html: cleanPage(found.html) });
    };
    void read();
    return () => {
      isOver = true;
    };
  }, [sha256]);
  if (copy === undefined) return <Skeleton label={t`Fetching it from this device`} />;
  if (copy === null)
    return (
      <ErrorState title={<Trans>This copy can’t be read</Trans>}>
        <Trans>A newer version of Hornbook made it. The link still leads to the page.</Trans>
      </ErrorState>
    );
  return <PageText copy={copy} />;
};
