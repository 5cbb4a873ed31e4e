import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import lighthouse from 'lighthouse';
const profile = mkdtempSync('/tmp/b-');
const b = spawn('/usr/bin/chromium', ['--headless=new','--no-sandbox','--disable-gpu','--no-first-run','--disable-background-networking','--remote-debugging-port=0',`--user-data-dir=${profile}`,'about:blank'],{stdio:'ignore'});
let port; for(;;){ try{ port=(await readFile(profile+'/DevToolsActivePort','utf8')).split('\n')[0]; break }catch{ await new Promise(r=>setTimeout(r,100)) } }
const base = process.argv[2];
for (const p of process.argv.slice(3)) {
  const { lhr } = await lighthouse(base + p, { port: +port, onlyCategories: ['performance'], logLevel: 'error' });
  const a = lhr.audits; const f = k => `${a[k].displayValue} (${Math.round(100*a[k].score)})`;
  console.log(p, Math.round(100*lhr.categories.performance.score), 'FCP', f('first-contentful-paint'), 'LCP', f('largest-contentful-paint'), 'SI', f('speed-index'), 'TBT', f('total-blocking-time'), 'CLS', f('cumulative-layout-shift'));
  if (process.env.DETAIL) {
    const n = a['largest-contentful-paint-element']?.details?.items; console.log(JSON.stringify(n,null,0)?.slice(0,700));
    console.log(a['long-tasks'].details.items.map(i=>`${i.url.split('/').pop()} ${Math.round(i.startTime)}+${Math.round(i.duration)}`).join(' | '));
    console.log(a['bootup-time'].details.items.map(i=>`${i.url.split('/').pop()} ${Math.round(i.total)} s${Math.round(i.scripting)}`).join(' | '));
    console.log(a['mainthread-work-breakdown'].details.items.map(i=>`${i.groupLabel} ${Math.round(i.duration)}`).join(' | '));
    console.log(a['network-requests'].details.items.map(i=>`${i.url.split('/').pop()} ${Math.round(i.networkRequestTime)}-${Math.round(i.networkEndTime)} ${i.transferSize} ${i.priority}`).join('\n'));
    console.log(JSON.stringify(a['layout-shifts']?.details?.items?.map(i=>[i.score,i.node?.selector])));
  }
}
b.kill();
