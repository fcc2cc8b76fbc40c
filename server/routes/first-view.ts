import type { Video } from '@hornbook/shared/content/media.ts';
import type { PageAbout } from './page-about.ts';

/** Longer texts would hold up the scripts. */
const MOST_HTML = 40_000;

/** What a page shows of its course before the app is here. */
export interface FirstView {
  title: string;
  /** Of title and text. */
  language: string;
  lede: string | null;
  /** Sanitised when it was published. */
  html: string | null;
  /** What the screen begins with in place of a text. */
  video: Pick<Video, 'title' | 'poster'> | null;
  /** The screen has the width to itself, and a bar that says how much has been read. */
  focused: boolean;
  /** Paths of the styles it needs beyond the page's own. */
  styles: string[];
}

/**
 * A course shows what it is called and what it promises; a lesson its text. One that begins with a video shows the
 * picture that stands for it. Questions are the app's.
 */
export const firstViewOf = (
  { manifest, lesson }: PageAbout,
  target: string | undefined,
  files: readonly string[],
): FirstView | undefined => {
  const { title, shortDescription, language } = manifest;
  const styles = files.filter((file) => file.endsWith('.css'));
  if (target === undefined)
    return { title, language, lede: shortDescription, html: null, video: null, focused: false, styles };
  if (!lesson) return undefined;
  const { header, video, media } = lesson;
  const html = media || lesson.html.length > MOST_HTML ? null : lesson.html;
  return { title: header.title, language, lede: null, html, video, focused: true, styles };
};

const OWN = /<!--about-->[\s\S]*?<!--\/about-->/;

/** The page with what it is about in the place it keeps for that; as it is where it keeps none. */
export const writeFirstView = (page: string, view: FirstView): string => {
  if (!OWN.test(page)) return page;
  const title = escapeHtml(view.title);
  const of = `lang="${escapeHtml(view.language)}" dir="auto"`;
  const content = [
    view.video && `<span></span><section>${videoHtml(view.video, of)}</section>`,
    view.html !== null && `<div class="pack-html pack-html-reading" ${of}>${view.html}</div>`,
  ].filter(Boolean);
  const about = [
    `<div class="starting-about"${view.focused ? ' data-focused' : ''}>`,
    `<div><h1 ${of}>${title}</h1><p ${of}>${escapeHtml(view.lede ?? '\u00a0')}</p></div>`,
    ...(content.length > 0 ? ['<article>', ...content, '</article>'] : []),
    '</div>',
  ];
  const styles = view.styles.map((path) => `<link rel="stylesheet" crossorigin href="${escapeHtml(path)}">`);
  // By functions: a text may hold what stands for something in a replacement.
  return page
    .replace(OWN, () => about.join(''))
    .replace(/<title>[^<]*<\/title>/, () => `<title>${title} · Hornbook</title>`)
    .replace('</head>', () => `${styles.join('')}</head>`)
    .replace('id="beginning"', () => 'id="beginning" data-about');
};

const videoHtml = ({ title, poster }: Pick<Video, 'title' | 'poster'>, of: string): string =>
  `<h2 ${of}>${escapeHtml(title)}</h2>` +
  `<img src="/packs/${poster.sha256}" width="${poster.width}" height="${poster.height}" alt="${escapeHtml(poster.alt)}">`;

const SPECIAL: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => SPECIAL[sign] ?? sign);
