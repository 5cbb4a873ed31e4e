// Forty ways to write with an input method, as the browser is told of them: what stands in the
// composition at each moment, and what is committed.

/**
 * @typedef {object} Script
 * @property {string} name
 * @property {(string | { commit: string } | { keys: string } | { replace: [number, string] })[]} steps
 *   a text composes; `commit` ends it; `keys` are pressed; `replace` takes the place of so many
 *   characters before the caret, as autocorrection and dictation do
 * @property {string} text what must stand there in the end
 */

const commit = (text) => ({ commit: text });
const keys = (text) => ({ keys: text });
const replace = (count, text) => ({ replace: [count, text] });

/** @type {Script[]} */
export const SCRIPTS = [
  // Pinyin
  { name: 'pinyin, a word', steps: ['n', 'ni', "ni'h", "ni'hao", commit('你好')], text: '你好' },
  { name: 'pinyin, letter by letter and back', steps: ['z', 'zh', 'zho', 'zhon', 'zho', 'zhong', commit('中')], text: '中' },
  { name: 'pinyin, a sentence at once', steps: ['wo', "wo'men", "wo'men'jin", "wo'men'jin'tian", commit('我们今天')], text: '我们今天' },
  { name: 'pinyin, in two halves', steps: ["ni'hao", "你'hao", commit('你号')], text: '你号' },
  { name: 'pinyin, letters kept with Enter', steps: ['excel', commit('excel')], text: 'excel' },
  { name: 'pinyin, taken back', steps: ['ni', 'nih', '', 'ta', commit('他')], text: '他' },
  { name: 'pinyin, with its comma', steps: ['hao', commit('好'), commit('，'), 'ma', commit('吗'), commit('？')], text: '好，吗？' },
  { name: 'pinyin between Latin words', steps: [keys('Excel'), 'biao', commit('表'), keys('v2')], text: 'Excel表v2' },
  { name: 'pinyin, a rare character', steps: ['j', 'ji', commit('𠮷')], text: '𠮷' },
  { name: 'pinyin, an emoji', steps: ['xiao', commit('😀')], text: '😀' },
  // Zhuyin
  { name: 'zhuyin, a word', steps: ['ㄋ', 'ㄋㄧ', '你', '你ㄏ', '你ㄏㄠ', '你好', commit('你好')], text: '你好' },
  { name: 'zhuyin, another candidate', steps: ['ㄕ', 'ㄕˋ', '是', '事', '市', commit('市')], text: '市' },
  { name: 'zhuyin, taken back to nothing', steps: ['ㄅ', 'ㄅㄚ', '', 'ㄇ', 'ㄇㄚ', '媽', commit('媽')], text: '媽' },
  { name: 'zhuyin, with its full stop', steps: ['ㄏ', 'ㄏㄠ', '好', commit('好'), commit('。')], text: '好。' },
  // Cangjie
  { name: 'cangjie, a character', steps: ['日', '日月', commit('明')], text: '明' },
  { name: 'cangjie, two characters', steps: ['人', '人弓', commit('你'), '女', '女弓', commit('好')], text: '你好' },
  { name: 'cangjie, a wrong code', steps: ['竹', '竹竹', '竹', '竹手', commit('我')], text: '我' },
  // Kana
  { name: 'kana to kanji', steps: ['k', 'か', 'かn', 'かんじ', '漢字', commit('漢字')], text: '漢字' },
  { name: 'kana kept', steps: ['s', 'さ', 'さく', 'さくら', commit('さくら')], text: 'さくら' },
  { name: 'kana, clauses turned one by one', steps: ['きょうは', '今日は', '今日は晴れ', 'きょうは晴れ', '今日は晴れ', commit('今日は晴れ')], text: '今日は晴れ' },
  { name: 'kana, back to letters', steps: ['て', 'てst', 'てsと', 'test', commit('test')], text: 'test' },
  { name: 'katakana', steps: ['こ', 'こー', 'こーひー', 'コーヒー', commit('コーヒー')], text: 'コーヒー' },
  { name: 'kana of half width', steps: ['か', 'ｶ', 'ｶﾞ', commit('ｶﾞ')], text: 'ｶﾞ' },
  // Korean
  { name: 'Korean, a syllable', steps: ['ㅎ', '하', '한', commit('한')], text: '한' },
  { name: 'Korean, a final that moves on', steps: ['ㄱ', '가', '각', commit('가'), '가', commit('가')], text: '가가' },
  { name: 'Korean, two syllables', steps: ['ㅎ', '하', '한', commit('한'), 'ㄱ', '그', '글', commit('글')], text: '한글' },
  { name: 'Korean, taken back jamo by jamo', steps: ['ㅎ', '하', '한', '하', 'ㅎ', 'ㅁ', '마', commit('마')], text: '마' },
  { name: 'Korean, a word with a space', steps: ['ㅁ', '문', commit('문'), commit(' '), 'ㄷ', '닫', commit('닫')], text: '문 닫' },
  // Dead keys
  { name: 'dead key, an accent', steps: ['´', commit('é')], text: 'é' },
  { name: 'dead key, none to go with', steps: ['^', commit('^x')], text: '^x' },
  { name: 'dead key, dots', steps: [keys('M'), '¨', commit('ü'), keys('ller')], text: 'Müller' },
  { name: 'dead key, pressed twice', steps: ['~', commit('~~')], text: '~~' },
  { name: 'Vietnamese, tones by letters', steps: ['v', 'vi', 'vie', 'viê', 'việ', 'việt', commit('việt')], text: 'việt' },
  // Autocorrection
  { name: 'autocorrection of a word', steps: [keys('teh'), replace(3, 'the'), keys(' end')], text: 'the end' },
  { name: 'autocorrection with an apostrophe', steps: [keys('dont'), replace(4, 'don’t')], text: 'don’t' },
  { name: 'a swiped word, changed after', steps: ['hello', commit('hello'), replace(5, 'hollow')], text: 'hollow' },
  { name: 'a suggestion that is longer', steps: [keys('th'), replace(2, 'thank you')], text: 'thank you' },
  // Dictation
  { name: 'dictation, growing', steps: ['我', '我想', '我想做', '我想做一', '我想做一个', commit('我想做一个。')], text: '我想做一个。' },
  { name: 'dictation that thinks again', steps: ['two', 'to', 'too many', 'two men', 'Two men in', commit('Two men in a boat.')], text: 'Two men in a boat.' },
  { name: 'dictation, replaced when it is sure', steps: [commit('recognise speech'), replace(16, 'wreck a nice beach')], text: 'wreck a nice beach' },
];

/**
 * Plays a script into whatever has the focus. `meanwhile` is done in the middle of it.
 * @param {import('@playwright/test').Page} page @param {import('@playwright/test').CDPSession} cdp
 * @param {Script} script @param {() => Promise<void>} [meanwhile]
 */
export async function play(page, cdp, { steps }, meanwhile) {
  for (const [at, step] of steps.entries()) {
    if (typeof step === 'string') {
      await cdp.send('Input.imeSetComposition', { text: step, selectionStart: step.length, selectionEnd: step.length });
    } else if ('commit' in step) {
      await cdp.send('Input.insertText', { text: step.commit });
    } else if ('keys' in step) {
      await page.keyboard.type(step.keys);
    } else {
      const [count, text] = step.replace;
      for (let n = 0; n < count; n += 1) await page.keyboard.press('Shift+ArrowLeft');
      await cdp.send('Input.insertText', { text });
    }
    if (at === Math.floor((steps.length - 1) / 2)) await meanwhile?.();
  }
}
