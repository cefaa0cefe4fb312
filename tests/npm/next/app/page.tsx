import { calculate, init, type Plan } from 'comarketing-roi/engine';
import { Calculator } from './calculator';

const plan: Plan = {
  version: 1,
  currency: 'EUR',
  tiers: [{ name: 'Strategic', mdfSpent: 120_000, programmeCost: 60_000, pipelineSourced: 2_400_000, winRate: 0.25 }],
  economics: { grossMargin: 0.76 },
};

// On the server, while the page is rendered.
export default async function Page() {
  await init();
  const answer = calculate(plan);
  if (!answer.ok) throw new Error(answer.errors.map(({ path, message }) => `${path}: ${message}`).join());
  const roi = answer.report.total.metrics.roi.value;
  return (
    <main>
      <h1>Partners</h1>
      <p>Return by the engine alone: <output id="alone">{roi?.toFixed(3)}</output></p>
      <Calculator plan={plan} />
    </main>
  );
}
