import 'comarketing-roi';
import { calculate, init } from 'comarketing-roi/engine';

await init();
const tier = { name: 'Strategic', mdfSpent: 120_000, programmeCost: 60_000, pipelineSourced: 2_400_000, winRate: 0.25 };
const answer = calculate({ version: 1, currency: 'USD', tiers: [tier], economics: { grossMargin: 0.76 } });
document.querySelector('#alone').textContent = answer.report.total.metrics.roi.value.toFixed(3);
