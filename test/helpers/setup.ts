/** Nothing of the machine's owner may reach a test, and nothing of a test the owner's settings. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

delete process.env['OPENAI_API_KEY'];
delete process.env['OPENAI_BASE_URL'];
process.env['PROOFSHEET_CONFIG_DIR'] = mkdtempSync(join(tmpdir(), 'proofsheet-settings-'));
