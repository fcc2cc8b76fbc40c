import './html-block.css';
import { packHtml } from './trusted-html.ts';

interface HtmlBlockProps {
  /** HTML of a published pack: sanitised when it was published. Nothing else may be given. */
  html: string;
  /** `reading` for lessons, `plain` for prompts, options and feedback. */
  look?: 'reading' | 'plain';
  /** The language of the content where it may differ from the app's. */
  lang?: string;
  inline?: boolean;
}

/** The one place where the app shows HTML it did not make itself. */
export const HtmlBlock = ({ html, look = 'plain', lang, inline = false }: HtmlBlockProps) => {
  const Element = inline ? 'span' : 'div';
  return (
    <Element
      className={`pack-html ${look === 'reading' ? 'pack-html-reading' : ''}`}
      lang={lang}
      dir="auto"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: packs are sanitised at publishing and verified by their hash.
      dangerouslySetInnerHTML={{ __html: packHtml(html) }}
    />
  );
};
