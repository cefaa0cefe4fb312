/** React alone. */
import { show } from './calculator.jsx';

show({});
