//! The words of paper and exports, in both languages. Only the second program holds them.

use super::Word;
use crate::model::export::Labels;
use crate::model::outcome::Wording;
use crate::model::text::Locale;

/// The words of a language.
pub fn labels(locale: Locale) -> &'static Labels {
    // Put together when this is compiled: the program then holds these words and no others.
    static ZH_LABELS: Labels = all(Locale::ZhHans, &ZH);
    static EN_LABELS: Labels = all(Locale::En, &EN);
    match locale {
        Locale::ZhHans => &ZH_LABELS,
        Locale::En => &EN_LABELS,
    }
}

const fn all(locale: Locale, own: &Own) -> Labels {
    Labels {
        wording: Wording {
            yes: Word::Yes.text(locale),
            no: Word::No.text(locale),
            unsure: Word::Unsure.text(locale),
            comma: Word::Comma.text(locale),
            blank: Word::BlankLine.text(locale),
        },
        site: Word::Name.text(locale),
        colon: own.colon,
        step: Word::Step.text(locale),
        source: Word::SourceLine.text(locale),
        day: own.day,
        contents: own.contents,
        nothing: own.nothing,
        page: own.page,
        name_line: own.name_line,
        day_line: own.day_line,
        date: own.date,
        tick_any: own.tick_any,
        notes: own.notes,
        round: own.round,
        guide: Word::Guide.text(locale),
        guide_example: Word::GuideExample.text(locale),
        guide_mistake: Word::GuideMistake.text(locale),
        guide_story: Word::GuideStory.text(locale),
        tools: Word::PathTools.text(locale),
        waiting: Word::BoardWaiting.text(locale),
        circles_all: Word::CirclesAll.text(locale),
        circles_in: Word::CirclesIn.text(locale),
        circles_none: Word::CirclesNone.text(locale),
        profile: Word::ProfileTitle.text(locale),
        weights: [
            Word::ProfileMain.text(locale),
            Word::ProfileSupporting.text(locale),
            Word::ProfileLight.text(locale),
            Word::ProfileNone.text(locale),
        ],
        because: Word::ProfileBecause.text(locale),
        tied: Word::ProfileTied.text(locale),
        open: Word::ProfileOpen.text(locale),
        shapes: Word::ProfileShapes.text(locale),
        yours: Word::ProfileYours.text(locale),
        turn: Word::TurnLead.text(locale),
        turn_sticking: Word::TurnSticking.text(locale),
        turn_minimal: Word::TurnMinimal.text(locale),
        turn_others: Word::TurnOthers.text(locale),
        turn_question: Word::TurnQuestion.text(locale),
        index: own.index,
        by_hand: own.by_hand,
        weight: own.weight,
        points: own.points,
        total: own.total,
        value_type: own.value_type,
        classify: own.classify,
        screen: own.screen,
        when: own.when,
        then: own.then,
        branches: own.branches,
    }
}

/// What only paper and exports say.
#[derive(Debug)]
struct Own {
    colon: &'static str,
    day: &'static str,
    contents: &'static str,
    nothing: &'static str,
    page: [&'static str; 3],
    name_line: &'static str,
    day_line: &'static str,
    date: [&'static str; 3],
    tick_any: &'static str,
    notes: &'static str,
    round: &'static str,
    index: &'static str,
    by_hand: &'static str,
    weight: &'static str,
    points: &'static str,
    total: &'static str,
    value_type: &'static str,
    classify: [&'static str; 4],
    screen: &'static str,
    when: &'static str,
    then: &'static str,
    branches: [&'static str; 13],
}

const ZH: Own = Own {
    colon: "：",
    day: "{} 存下的样子",
    contents: "目录",
    nothing: "还没有写。",
    page: ["第 ", " 页，共 ", " 页"],
    name_line: "姓名",
    day_line: "日期",
    date: ["年", "月", "日"],
    tick_any: "可以多选",
    notes: "笔记",
    round: "第 {} 圈",
    index: "一行一张：先记下哪张写的是谁的什么事",
    by_hand: "用笔算结果",
    weight: "乘",
    points: "得分",
    total: "合计",
    value_type: "类型",
    classify: [
        "每句在 0、1、2 里打个勾，乘上右边的数，写进“得分”。没打勾的先不算“不是”，想起来再补。",
        "把得分抄到下面，每一类加起来。",
        "分数最高、又不低于 {} 分的那一类，是主要的；别的够 {} 分的算辅助，不够的算一点，0 分就是没有。",
        "最高分有两类一样，先不急着定，看最后那一问：只肯为一样先掏钱，会是哪样？",
    ],
    screen: "从上往下看，第一条说中的就是结果，后面的不用再看。",
    when: "要是",
    then: "就",
    branches: [
        "“喜欢”“挣钱”“手艺”里有两个“否”",
        "“喜欢”答“否”，自己也不在这个问题里",
        "四问、“这事该我来做吗”、最可能卡住的一项，还有没答的",
        "“喜欢”“挣钱”“手艺”里有一个“否”，又没写极简版",
        "有三处以上“说不准”",
        "“喜欢”“挣钱”“手艺”里有一个“否”",
        "还没写极简版",
        "自己不在这个问题里",
        "“喜欢”或“手艺”说不准",
        "“口口相传”答“否”",
        "“挣钱”和“口口相传”都说不准",
        "除了你，说过这事的不到三个人",
        "上面都没说中",
    ],
};

const EN: Own = Own {
    colon: ": ",
    day: "as it stood on {}",
    contents: "Contents",
    nothing: "Nothing is written yet.",
    page: ["Page ", " of ", ""],
    name_line: "Name",
    day_line: "Date",
    date: ["y", "m", "d"],
    tick_any: "tick any",
    notes: "Notes",
    round: "Round {}",
    index: "A line for each card: who it is about, and what",
    by_hand: "The result, by pen",
    weight: "times",
    points: "points",
    total: "total",
    value_type: "Type",
    classify: [
        "Tick 0, 1 or 2 for each line, multiply by the number on the right, and write the points. A line without a tick doesn't count as no; come back to it.",
        "Copy the points below and add them up for each type.",
        "The one type with the most points, and at least {}, is the main one. Any other with {} or more supports it, fewer count a little, and 0 is none.",
        "If two are level at the top, leave it open and ask the last question: which would they pay for first?",
    ],
    screen: "Read from the top. The first line that is true is the result; the rest no longer matters.",
    when: "If",
    then: "then",
    branches: [
        "two of liking, earning and skill are a no",
        "liking is a no, and you are not in the problem yourself",
        "one of the four questions, “Is this mine to do” or the sticking point is unanswered",
        "one of liking, earning and skill is a no, and there is no minimal version",
        "three or more answers are unsure",
        "one of liking, earning and skill is a no",
        "there is no minimal version yet",
        "you are not in the problem yourself",
        "liking or skill is unsure",
        "word of mouth is a no",
        "earning and word of mouth are both unsure",
        "fewer than three others have said so",
        "none of the above",
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_speaks_its_language() {
        let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        let (zh, en) = (format!("{ZH:?}"), format!("{EN:?}"));
        assert!(!en.contains(is_han), "{en}");
        assert!(!zh.contains(['!', '！']) && !en.contains(['!', '！']));
        let blanks = |own: &Own| own.classify.map(|line| line.matches("{}").count());
        assert_eq!(blanks(&ZH), blanks(&EN));
    }
}
