//! Text set into lines, by the rules of Chinese and of Latin type: no punctuation begins a line, no
//! opening bracket ends one, a dash of two stays whole, and a word breaks only where it alone is
//! wider than the line.

use serde::{Deserialize, Serialize};

/// How a piece of text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// Words of the frame.
    Frame,
    /// What a person wrote.
    Written,
    /// What a person wrote into the last blank.
    Last,
    /// A blank that nobody filled.
    Blank,
}

/// A piece of text that looks the same throughout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The text.
    pub text: String,
    /// How it looks.
    pub mark: Mark,
}

/// What never begins a line.
const CLOSING: &str = "，。、；：？！）》」』】〉〕％…—～·’”,.;:?!)]}%‰°℃ーァィゥェォッャュョ々〻";
/// What never ends a line.
const OPENING: &str = "（《「『【〈〔‘“([{￥$£€#";
/// The shortest last line, in characters, where that can be had without another line.
const SHORT: usize = 3;

/// Sets runs into lines no wider than `width`; `measure` tells how wide a text is.
///
/// Where the last line would hold a character or two, the others give it some.
pub fn lines(runs: &[Run], width: f64, measure: impl Fn(&str, Mark) -> f64) -> Vec<Vec<Run>> {
    let units = units(runs);
    let widths: Vec<f64> = units.iter().map(|unit| wide(unit, &measure)).collect();
    let best = set(&units, &widths, width, &measure);
    let length = |lines: &[Vec<Letter>]| lines.last().map_or(0, Vec::len);
    let mut chosen = None;
    if best.len() > 1 && length(&best) < SHORT {
        let narrower = (1..=8).map(|step| width * (1.0 - 0.03 * f64::from(step)));
        chosen = narrower
            .map(|width| set(&units, &widths, width, &measure))
            .take_while(|lines| lines.len() == best.len())
            .find(|lines| length(lines) >= SHORT);
    }
    chosen.unwrap_or(best).into_iter().map(|line| joined(&line)).collect()
}

type Letter = (char, Mark);

/// The letters in pieces that no line may break.
fn units(runs: &[Run]) -> Vec<Vec<Letter>> {
    let letters = runs.iter().flat_map(|run| run.text.chars().map(|c| (c, run.mark)));
    let mut units: Vec<Vec<Letter>> = Vec::new();
    for letter in letters {
        let before = units.last().and_then(|unit| unit.last()).map(|(c, _)| *c);
        match (before, units.last_mut()) {
            (Some(before), Some(unit)) if !may_break(before, letter.0) => unit.push(letter),
            _ => units.push(vec![letter]),
        }
    }
    units
}

/// Whether a line may end between two characters.
fn may_break(before: char, after: char) -> bool {
    if before == '\n' || after == '\n' {
        return true;
    }
    if joins(after) || before == '\u{200d}' || OPENING.contains(before) {
        return false;
    }
    // A space stays with the word before it; closing punctuation does too.
    if after == ' ' || CLOSING.contains(after) {
        return false;
    }
    let is_flag = |c: char| ('\u{1f1e6}'..='\u{1f1ff}').contains(&c);
    if is_flag(before) && is_flag(after) {
        return false;
    }
    matches!(before, ' ' | '-' | '/') || is_wide(before) || is_wide(after)
}

/// What belongs to the character before it: combining marks, joiners, skin tones.
fn joins(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}' | '\u{200d}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

/// Chinese, Japanese, Korean, and pictures: lines break between any two of these.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{1f000}'..='\u{3ffff}'
        | '—' | '…' | '’' | '”')
}

fn set(
    units: &[Vec<Letter>],
    widths: &[f64],
    width: f64,
    measure: &impl Fn(&str, Mark) -> f64,
) -> Vec<Vec<Letter>> {
    let mut lines: Vec<Vec<Letter>> = Vec::new();
    let (mut line, mut used) = (Vec::new(), 0.0);
    for (unit, unit_width) in units.iter().zip(widths) {
        if unit.first().is_some_and(|(c, _)| *c == '\n') {
            lines.push(std::mem::take(&mut line));
            used = 0.0;
            continue;
        }
        let trimmed = trimmed(unit);
        if used + wide(trimmed, measure) > width && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            used = 0.0;
        }
        if wide(trimmed, measure) <= width {
            line.extend(unit);
            used += unit_width;
            continue;
        }
        // Wider than any line: it breaks where it must, but never before what joins.
        for (at, letter) in unit.iter().enumerate() {
            let more = wide(&[*letter], measure);
            if used + more > width && !joins(letter.0) && at > 0 {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            line.push(*letter);
            used += more;
        }
    }
    lines.push(line);
    for line in &mut lines {
        let end = trimmed(line).len();
        line.truncate(end);
    }
    lines
}

fn trimmed(letters: &[Letter]) -> &[Letter] {
    let end = letters.iter().rposition(|(c, _)| *c != ' ').map_or(0, |last| last + 1);
    &letters[..end]
}

fn wide(letters: &[Letter], measure: &impl Fn(&str, Mark) -> f64) -> f64 {
    joined(letters).iter().map(|run| measure(&run.text, run.mark)).sum()
}

/// Letters that look the same, joined.
fn joined(letters: &[Letter]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (c, mark) in letters {
        match runs.last_mut().filter(|run| run.mark == *mark) {
            Some(run) => run.text.push(*c),
            None => runs.push(Run { text: c.to_string(), mark: *mark }),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A Chinese character is as wide as two Latin ones.
    fn measure(text: &str, _: Mark) -> f64 {
        text.chars()
            .map(|c| {
                if joins(c) {
                    0.0
                } else if c < '\u{2000}' {
                    1.0
                } else {
                    2.0
                }
            })
            .sum()
    }

    fn said(text: &str, width: f64) -> Vec<String> {
        let run = Run { text: text.to_owned(), mark: Mark::Frame };
        let line = |line: Vec<Run>| line.into_iter().map(|run| run.text).collect();
        lines(&[run], width, measure).into_iter().map(line).collect()
    }

    #[test]
    fn no_line_begins_with_punctuation_or_ends_with_an_opening_mark() {
        assert_eq!(said("一二三四，五六七", 8.0), ["一二三", "四，五六", "七"]);
        assert_eq!(said("一二三（四）五六七", 8.0), ["一二三", "（四）", "五六七"]);
        assert_eq!(said("一二三——四五六", 8.0), ["一二", "三——", "四五六"]);
    }

    #[test]
    fn a_word_stays_whole_unless_it_is_wider_than_a_line() {
        assert_eq!(said("the baker on our street", 10.0), ["the baker", "on our", "street"]);
        assert_eq!(said("用 Excel 对账的团长", 12.0), ["用 Excel 对", "账的团长"]);
        assert_eq!(said("abcdefghij", 4.0), ["abcd", "efgh", "ij"]);
    }

    #[test]
    fn a_last_line_is_not_left_with_a_character_or_two() {
        assert_eq!(said(&"字".repeat(21), 40.0), ["字".repeat(18), "字".repeat(3)]);
    }

    #[test]
    fn a_comma_stays_with_the_answer_before_it() {
        let run = |text: &str, mark| Run { text: text.to_owned(), mark };
        let runs = [run("一二三四", Mark::Written), run("，五六七", Mark::Frame)];
        let set = lines(&runs, 8.0, measure);
        assert_eq!(set[1], [run("四", Mark::Written), run("，五六", Mark::Frame)][..]);
    }

    #[test]
    fn flags_and_what_joins_stay_whole() {
        for (before, after) in [
            ('🇨', '🇳'),
            ('字', '\u{fe0f}'),
            ('👍', '\u{1f3fd}'),
            ('👩', '\u{200d}'),
            ('\u{200d}', '👩'),
            ('字', '\u{301}'),
        ] {
            assert!(!may_break(before, after), "{before:?} {after:?}");
        }
        assert!(may_break('🇳', '字') && may_break('字', '🇨') && may_break('👍', '👩'));
        // A letter with its accent, where a word is wider than the line.
        assert_eq!(
            said("e\u{301}".repeat(6).as_str(), 4.0),
            ["e\u{301}".repeat(4), "e\u{301}".repeat(2)]
        );
    }

    #[test]
    fn a_line_break_is_kept() {
        assert_eq!(said("一\n\n二", 8.0), ["一", "", "二"]);
        assert_eq!(said("", 8.0), [""]);
    }

    #[test]
    fn a_line_may_end_beside_chinese_and_behind_what_parts_a_word() {
        for (before, after) in
            [('字', 'a'), ('a', '字'), (' ', 'a'), ('-', 'a'), ('/', 'a'), ('a', '\n'), ('\n', 'a')]
        {
            assert!(may_break(before, after), "{before:?} {after:?}");
        }
        for (before, after) in [('a', 'b'), ('a', '-'), ('a', ' '), ('1', '%'), ('$', '字')] {
            assert!(!may_break(before, after), "{before:?} {after:?}");
        }
        assert_eq!(said("ab\ncd", 8.0), ["ab", "cd"]);
    }

    #[test]
    fn a_last_line_of_three_characters_is_left_as_it_is() {
        assert_eq!(said(&"字".repeat(23), 40.0), ["字".repeat(20), "字".repeat(3)]);
    }

    #[test]
    fn what_is_wider_than_the_line_leaves_no_empty_line() {
        assert_eq!(said("字字", 1.0), ["字", "字"]);
    }

    proptest! {
        #![proptest_config(crate::testing::cases(400))]

        #[test]
        fn nothing_is_lost_and_nothing_is_too_wide(
            text in "[一-三，。“”（）a-c 🙂\u{fe0f}]{0,80}|\\PC{0,60}", width in 6_u32..40,
        ) {
            let width = f64::from(width);
            let set = said(&text, width);
            let letters = |text: &str| text.replace([' ', '\n'], "");
            prop_assert_eq!(letters(&set.concat()), letters(&text));
            for line in &set {
                prop_assert!(measure(line, Mark::Frame) <= width, "{:?}", line);
            }
        }
    }
}
