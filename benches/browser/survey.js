/** The same questions as a SurveyJS form, which computes as one types. */
import { Model } from 'survey-core';
import 'survey-core/survey-core.css';
import 'survey-js-ui';

const FIELDS = ['mdf', 'program', 'leads', 'opportunities', 'pipeline', 'winRate', 'dealSize', 'contribution'];
const TIERS = ['Gold', 'Silver', 'Registered'];

const panel = (tier) => ({
  type: 'panel',
  name: tier,
  title: tier,
  elements: [
    ...FIELDS.map((field) => ({ type: 'text', inputType: 'number', name: `${tier}${field}`, title: field, defaultValue: 1000 })),
    {
      type: 'expression',
      name: `${tier}roi`,
      title: 'ROI',
      expression: `(0.8 * {${tier}pipeline} * {${tier}winRate} - {${tier}mdf}) / {${tier}mdf}`,
    },
  ],
});

new Model({ elements: TIERS.map(panel) }).render(document.getElementById('root'));
