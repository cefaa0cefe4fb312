/** React with the chart library that most of its users take. */
import { Bar, BarChart, XAxis, YAxis } from 'recharts';
import { show } from './calculator.jsx';

const Chart = ({ data }) => (
  <BarChart width={600} height={240} data={data}>
    <XAxis dataKey="name" />
    <YAxis />
    <Bar dataKey="roi" isAnimationActive={false} />
  </BarChart>
);

show({ Chart });
