import { loadCodebook } from '../../codebook/codebook.js';
import { exitCodes } from '../../error.js';
import { message } from '../../i18n/message.js';
import { addMonths, isMonth, monthRange } from '../../levering/period.js';
import { deliveryStatus } from '../../national/store/status.js';
import { UserError } from '../../error.js';
import type { Io } from '../io.js';
import { withStore } from '../store.js';
import { textTable } from '../table.js';
import { requireWorkspace } from '../workspace/workspace.js';

const signs: Record<string, string> = { geleverd: '●', nul: '0', ontbreekt: '✗', niet_verwacht: '·' };
