// Renders images/icon.svg to images/icon.png with the tests' browser: `node server/tools/icon.mjs`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from './host/browser.mjs';

const images = fileURLToPath(new URL('../../images', import.meta.url));
const browser = await launchBrowser((message) => console.log(message));
try {
  const page = await browser.newPage({ viewport: { width: 128, height: 128 } });
  await page.setContent(`<body style="margin:0;background:transparent">${readFileSync(join(images, 'icon.svg'), 'utf8')}</body>`);
  await page.screenshot({ path: join(images, 'icon.png'), omitBackground: true });
} finally {
  await browser.close();
}
