// The whole way as a new user walks it: from the first sheet to the Monday card and into the second
// round. Nothing is typed twice, and at the end one page holds all that was typed.
import AxeBuilder from '@axe-core/playwright';
import { test, expect } from './fixtures.js';
import { action, living } from './card.js';

const TYPED = {
  'zh-Hans': {
    crowd: { who: '早市上自己摆摊的人', situation: '收摊后对当天的账', person: '阿梅，正把零钱倒在铺板上数' },
    signal: { community: '早市摊主群', problem: '账对到半夜还差十几块' },
    gift: { what: '一张收摊对账小抄', used: '阿梅用了三天，说“总算知道差在哪儿”' },
    job: { progress: '收摊十分钟就把账对平', obstacle: '现金和三个收款码混在一起' },
    sample: '每晚能早睡半小时',
    value: { because: '她上回为对账误了进货', so: '我先交一张照着勾的单子' },
    fit: '我摆过两年摊，赔过一整月的账',
    facts: { like: '上周末没人催，改了一晚上小抄', earn: '老周花过六十块请人理账', spread: '阿梅自己讲给了隔壁摊', skill: '给阿梅对平过三天' },
    minimal: '一张对账小抄，先给三个摊主用三天',
    step: '周一收摊后，把小抄发给阿梅',
    quotes: [
      ['账对到半夜还差十几块', '阿梅', '收摊后', '早市摊主群'],
      ['三个码，哪个收了哪笔我都忘了', '老周', '结账时', '早市门口'],
      ['月底一算，怎么又少了', '小满', '月底', '摊位上'],
      ['要是有人帮我记就好了', '老周', '进货前', '早市摊主群'],
    ],
    monday: { find: '在群里看见', book: '回一个“好”就约上', price: '9.9', money: '100', days: '7', quit: '先停掉写公众号', heard: '十分钟真对平了' },
  },
  en: {
    crowd: { who: 'people who run one market stall', situation: 'balancing the till after closing', person: 'Mei, counting coins on her board' },
    signal: { community: 'the morning market group', problem: 'still a few coins short at midnight' },
    gift: { what: 'a one-page closing sheet', used: 'Mei used it three days and said “now I see where”' },
    job: { progress: 'to balance the till in ten minutes', obstacle: 'cash and three payment codes in one heap' },
    sample: 'to be in bed half an hour sooner',
    value: { because: 'she missed a delivery over it', so: 'I hand over a sheet to tick off' },
    fit: 'two years with my own stall, one month lost',
    facts: { like: 'spent last Saturday on it unasked', earn: 'Zhou paid sixty yuan to have it sorted', spread: 'Mei told the stall next door', skill: 'it balanced three days running' },
    minimal: 'one closing sheet, three stalls, three days',
    step: 'send the sheet to Mei on Monday after closing',
    quotes: [
      ['Midnight, and still a few coins short', 'Mei', 'after closing', 'the market group'],
      ['Three codes, and I forget which took what', 'Zhou', 'at the till', 'the gate'],
      ['End of the month, short again', 'Man', 'month end', 'at the stall'],
      ['I wish someone kept it for me', 'Zhou', 'before buying stock', 'the market group'],
    ],
    monday: { find: 'they see it in the group', book: 'a yes is enough', price: '9.9', money: '100', days: '7', quit: 'the weekly newsletter', heard: 'It really took ten minutes' },
  },
};

for (const locale of /** @type {const} */ (['zh-Hans', 'en'])) {
  test(`from whom one serves to the second round, nothing typed twice (${locale})`, async ({ page }) => {
    test.setTimeout(120_000);
    const t = TYPED[locale];
    const at = (id) => page.locator(`[id="${id}"]`);
    const kept = () => expect(page.locator('[data-save-state]')).toHaveAttribute('data-save-state', 'saved');
    const go = async (sheet) => {
      await page.goto(`./?lang=${locale}#/w/community/${sheet}`);
      await page.reload();
      await living(page);
      await expect(page.locator(`[data-sheet="community/${sheet}"]`)).toBeVisible();
    };
    const blank = async (id, text) => {
      await at(id).click();
      await page.keyboard.insertText(text);
    };
    /** Adds a row to a field and writes into its cells. */
    const row = async (field, cells) => {
      const all = page.locator(`[id="${field}"] .ws-row`);
      const before = await all.count();
      await at(`${field}.add`).click();
      await expect(all).toHaveCount(before + 1);
      for (const [column, text] of Object.entries(cells)) await all.last().locator(`[id$=".${column}"]`).fill(text);
    };

    await go('crowd');
    for (const [field, text] of Object.entries(t.crowd)) await at(`crowd.${field}`).fill(text);
    await kept();
    await go('signal');
    await row('signal.weeks', t.signal);
    await kept();
    await go('gift');
    await row('gift.weeks', t.gift);
    await kept();

    await go('job');
    await expect(at('job.who')).toHaveText(t.crowd.who);
    await expect(at('job.situation')).toHaveText(t.crowd.situation);
    for (const [field, text] of Object.entries(t.job)) await blank(`job.${field}`, text);
    await kept();
    await go('sample');
    await page.locator('[name="sample.which"]').first().check();
    await at('sample.progress').fill(t.sample);
    await kept();

    await go('value');
    for (const [id, answer] of Object.entries({ P1: 0, P2: 0, F1: 2, F2: 1, T1: 1, T2: 1, O1: 0, O2: 0 })) {
      await at(`value.${id}.${answer}`).check();
    }
    await expect(page.locator('[data-value="form"]')).toHaveAttribute('data-weight', 'main');
    for (const [field, text] of Object.entries(t.value)) await blank(`value.${field}`, text);
    await at('value.shape.product').check();
    await kept();
    await go('fit');
    await at('fit.deep.yes').check();
    await at('fit.cost').fill(t.fit);
    await kept();
    await go('screen');
    for (const [id, fact] of Object.entries(t.facts)) {
      await at(`screen.${id}.yes`).check();
      await at(`screen.${id}-fact`).fill(fact);
    }
    await at('screen.sticking.time').check();
    await at('screen.minimal').fill(t.minimal);
    await expect(page.locator('[data-verdict]')).toHaveAttribute('data-verdict', 'fix');
    await kept();
    await go('step');
    await at('step.action.deliver').check();
    await at('step.what').fill(t.step);
    await kept();

    await go('listening');
    for (const [quote, who, situation, where] of t.quotes) await row('listening.quotes', { quote, who, situation, where });
    await page.locator('[data-action="make-row"]').nth(1).click();
    await kept();

    // The first card is there without a key; the second came of a quote in one tap.
    await go('problems');
    const cards = page.locator('.ws-problem');
    await expect(cards).toHaveCount(2);
    const first = page.locator('.ws-problem[data-row="job"]');
    for (const text of [t.crowd.who, t.crowd.situation, t.job.progress, t.job.obstacle]) await expect(first).toContainText(text);
    await expect(first).toHaveAttribute('data-verdict', 'fix');
    await expect(cards.filter({ hasText: t.quotes[1][1] })).toHaveCount(1);
    await first.locator('[data-action="open-card"]').click();
    await first.locator('[data-action="pick-rows"]').click();
    const quotes = first.locator('.ws-refers input[type="checkbox"]');
    await expect(quotes).toHaveCount(4);
    for (const index of [0, 1, 2]) await quotes.nth(index).check();
    // Three people said so: that was the last thing missing.
    await expect(first).toHaveAttribute('data-verdict', 'go');
    const axe = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
    expect(axe.violations.map((found) => [found.id, found.nodes.map((node) => node.html)])).toEqual([]);
    await first.locator('[data-action="choose-card"]').click();
    await expect(first.locator('[data-action="choose-card"]')).toHaveAttribute('aria-pressed', 'true');
    await kept();

    await go('monday');
    await expect(at('monday.message')).toHaveValue(new RegExp(t.job.progress));
    await expect(at('monday.handover')).toHaveValue(t.minimal);
    for (const [, who] of t.quotes.slice(0, 3)) {
      await page.locator('.ws-offer:visible', { hasText: who }).getByRole('button').click();
    }
    await expect(page.locator('[id="monday.people"] .ws-row')).toHaveCount(3);
    await page.locator('.ws-offer:visible', { hasText: t.job.progress }).getByRole('button').click();
    await expect(at('monday.sign')).toHaveValue(t.job.progress);
    await at('monday.find').fill(t.monday.find);
    await at('monday.book').fill(t.monday.book);
    await at('monday.price').fill(t.monday.price);
    await at('monday.cap-money').fill(t.monday.money);
    await at('monday.cap-days').fill(t.monday.days);
    await at('monday.day').fill('2026-11-30');
    await at('monday.change.obstacle').check();
    await at('monday.quit').fill(t.monday.quit);
    await kept();
    await page.reload();
    await living(page);
    await expect(at('monday.message')).toHaveValue(new RegExp(t.job.progress));

    // Done: the result goes back into listening and opens the next round.
    await at('monday.moved.yes').check();
    await row('monday.heard', { quote: t.monday.heard, who: t.quotes[0][1] });
    await kept();
    await go('listening');
    await expect(page.locator('.ws-row')).toHaveCount(5);
    await expect(page.locator('.ws-row').last().locator('textarea').first()).toHaveValue(t.monday.heard);
    await go('loop');
    await expect(at('loop.steps.deliver.note')).toHaveValue(t.step);
    await expect(page.getByText('4 / 30')).toBeVisible();
    for (const step of ['enter', 'contribute', 'deliver', 'verify']) await at(`loop.steps.${step}.done`).check();
    await action(page, 'next-round').click();
    await expect(at('loop.steps.enter-2.done')).not.toBeChecked();
    await kept();

    await page.goto(`./?lang=${locale}#/p/community`);
    await page.reload();
    await living(page);
    const summary = page.locator('[data-summary]');
    const said = [
      ...Object.values(t.crowd), ...Object.values(t.signal), ...Object.values(t.gift), ...Object.values(t.job), t.sample,
      ...Object.values(t.value), t.fit, ...Object.values(t.facts), t.minimal, t.step, ...t.quotes.flat(),
      ...Object.values(t.monday),
    ];
    const text = await summary.innerText();
    expect(said.filter((words) => !text.includes(words))).toEqual([]);
  });
}
