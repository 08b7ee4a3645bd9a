import assert from 'node:assert/strict';
import type { Pace } from '../../../../src/outcome/forecast/model';
import { impactOf } from '../../../../src/outcome/impact/impact';
import type { Stake } from '../../../../src/outcome/impact/model';
import { plainStake } from '../../../../src/outcome/impact/stake';
import { inOneGo } from '../../../../src/outcome/insight/inOneGo';
import { effectRows } from '../../../../src/outcome/keyResultPage/effectRows';
import { forecastRows } from '../../../../src/outcome/keyResultPage/forecastRows';
import type { FigureLine } from '../../../../src/outcome/keyResultPage/view';
import { plainWords } from '../../../../src/outcome/words';
import { instant, steadyNoise } from '../../../support/dailySeries';

const DAY_MS = 86_400_000;
const telling = { title: 'Users', style: { locale: 'en' }, thisYear: '2026' };

describe('what is said of each figure', () => {
  function paceSays(label: string, pace: Pick<Pace, 'kind' | 'unit' | 'recent'>): string | undefined {
    const forecast = { steps: [], rows: 0, missing: 0, unit: pace.unit, pace: { now: 5, left: 9, ...pace } };
    return forecastRows(forecast, '2026-12-31', telling, plainWords).find((row) => row.label === label)
      ?.explanation;
  }

  it('is what the level now and the pace lately were worked out from', () => {
    const level = { kind: 'level', recent: 1 } as const;
    const total = { kind: 'total', recent: 1 } as const;
    assert.equal(
      paceSays('Level now', { ...level, unit: 'day' }),
      'The mean of the last seven days that are over.',
    );
    assert.equal(paceSays('Level now', { ...level, unit: 'week' }), 'The newest value that is over.');
    assert.equal(paceSays('Level now', { kind: 'level', unit: 'day' }), 'The newest value that is over.');
    assert.equal(
      paceSays('Pace lately', { ...level, unit: 'day' }),
      'The straight line through the last four weeks.',
    );
    assert.equal(
      paceSays('Pace lately', { ...level, unit: 'month' }),
      'The straight line through the last four values.',
    );
    assert.equal(paceSays('Pace lately', { ...total, unit: 'day' }), 'The mean of the last seven days.');
    assert.equal(paceSays('Pace lately', { ...total, unit: 'week' }), 'The mean of the last four values.');
  });

  it('counts what is worth acting on from the bound where one is held', () => {
    const explained = (stake: Stake) =>
      rowOf(
        'Worth acting on',
        rowsOf(1, 60, () => stake),
      )?.explanation;
    assert.match(explained({ matters: 5 }) ?? '', /^A fifth of the room to the bound that is held/);
    assert.match(explained({ matters: 5, needed: 25 }) ?? '', /^A fifth of what the key result needs/);
  });

  it('names the season that was taken out, and none where there is none', () => {
    assert.match(methodOf(1, 60), /^regression with weekday factors.*Weekdays are taken out/s);
    assert.match(methodOf(7, 60), /^regression, averaged over noise models\n57 pictures/);
    assert.match(
      methodOf(30.436875, 60),
      /^regression with factors for the months of the year.*Months of the year/s,
    );
  });

  function methodOf(daysApart: number, count: number): string {
    const method = rowOf('Method', rowsOf(daysApart, count, plainStake));
    return `${method?.value}\n${method?.explanation}`;
  }

  function rowsOf(daysApart: number, count: number, stake: (level: number) => Stake): FigureLine[] {
    const noise = steadyNoise(3);
    const points = Array.from({ length: count }, (_, row) => ({
      t: instant('2020-01-06') + Math.round(row * daysApart) * DAY_MS,
      v: 500 + 5 * noise(),
    }));
    const asked = { name: 'v2', at: (points[count - 20]?.t ?? 0) + DAY_MS / 2 };
    const request = { series: { points }, timezone: 'UTC', aggregate: 'last', asked, stake } as const;
    return effectRows(inOneGo(impactOf({ deployments: [asked], ...request })), telling, plainWords);
  }

  function rowOf(label: string, rows: readonly FigureLine[]): FigureLine | undefined {
    return rows.find((row) => row.label === label);
  }
});
