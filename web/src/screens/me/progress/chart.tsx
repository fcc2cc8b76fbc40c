import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { Disclosure } from '../../../components/disclosure.tsx';
import styles from './progress.module.css';

export interface Point {
  key: string;
  /** "3 Nov" */
  label: string;
  /** Null: nothing to show there. */
  value: number | null;
  /** "12 minutes" */
  said: string;
}

interface ChartProps {
  title: ReactNode;
  /** What the chart is called where no heading can be seen. */
  name: string;
  kind: 'bars' | 'line';
  points: Point[];
  /** The greatest value there can be; by itself, that of the points. */
  most?: number;
  /** Head of the table's second column. */
  unit: string;
}

const WIDTH = 320;
const HEIGHT = 120;
const FOOT = 4;

/**
 * Our own chart: an instrument one can move along with a finger or the arrow keys, hearing or reading each value; and
 * the same as a table.
 */
export const Chart = ({ title, name, kind, points, most, unit }: ChartProps) => {
  const { t } = useLingui();
  const [chosen, setChosen] = useState<number | null>(null);
  const selected = Math.min(chosen ?? points.length - 1, points.length - 1);
  const at = points[selected];
  const top = Math.max(most ?? 0, ...points.map(({ value }) => value ?? 0), 1);
  const slot = WIDTH / Math.max(1, points.length);
  const y = (value: number) => HEIGHT - FOOT - (value / top) * (HEIGHT - 2 * FOOT);
  const middle = (index: number) => (index + 0.5) * slot;
  const known = points.flatMap(({ value }, index) => (value === null ? [] : [{ index, value }]));
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.caption}>
        <span className={styles.name}>{title}</span>
        <span className={styles.reading} aria-hidden="true">
          <bdi>{at?.label}</bdi>: <b>{at?.said}</b>
        </span>
      </figcaption>
      <div className={styles.plot}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <line className={styles.ground} x1="0" x2={WIDTH} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} />
          {kind === 'line' &&
            [0.5, 1].map((part) => (
              <line key={part} className={styles.grid} x1="0" x2={WIDTH} y1={y(top * part)} y2={y(top * part)} />
            ))}
          {kind === 'bars' &&
            points.map(({ key, value }, index) => (
              <rect
                key={key}
                className={index === selected ? styles.barChosen : styles.bar}
                x={index * slot + slot * 0.16}
                width={slot * 0.68}
                y={y(value ?? 0)}
                height={Math.max(0, HEIGHT - FOOT - y(value ?? 0))}
                rx={Math.min(4, slot * 0.2)}
              />
            ))}
          {kind === 'line' && (
            <polyline
              className={styles.line}
              points={known.map(({ index, value }) => `${middle(index)},${y(value)}`).join(' ')}
            />
          )}
        </svg>
        {kind === 'line' &&
          known.map(({ index, value }) => (
            <span
              key={points[index]?.key}
              className={`${styles.knot} ${index === selected ? styles.knotChosen : ''}`}
              style={{
                insetInlineStart: `${(middle(index) / WIDTH) * 100}%`,
                insetBlockStart: `${(y(value) / HEIGHT) * 100}%`,
              }}
            />
          ))}
        <input
          type="range"
          className={styles.pointer}
          min={0}
          max={Math.max(0, points.length - 1)}
          value={selected}
          onChange={(event) => setChosen(Number(event.target.value))}
          aria-label={name}
          aria-valuetext={at ? `${at.label}: ${at.said}` : undefined}
        />
      </div>
      <div className={styles.axis} aria-hidden="true">
        <bdi>{points[0]?.label}</bdi>
        <bdi>{points.at(-1)?.label}</bdi>
      </div>
      <Disclosure summary={<Trans>As a table</Trans>}>
        <div className={styles.scroll}>
          <table className={styles.table}>
            <caption className="visually-hidden">{name}</caption>
            <thead>
              <tr>
                <th scope="col">{t`When`}</th>
                <th scope="col">{unit}</th>
              </tr>
            </thead>
            <tbody>
              {points.toReversed().map(({ key, label, said }) => (
                <tr key={key}>
                  <th scope="row">{label}</th>
                  <td>{said}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Disclosure>
    </figure>
  );
};
