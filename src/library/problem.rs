//! What can be wrong with a worksheet file, and how to mend it.

use std::fmt;

use crate::model::text::Locale;

/// One mistake in a file: where, what, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file's name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The place in the structure: `sections[0].fields[2].label`; empty for the whole file.
    pub path: String,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What is wrong at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The file is no JSON; the parser's words.
    NotJson(String),
    /// The file is larger than the limit, in bytes.
    TooLarge(usize),
    /// A key that must be there is missing.
    Missing(&'static str),
    /// A key that nothing reads; perhaps this one was meant.
    Unknown(String, Option<&'static str>),
    /// A key stands twice in one object.
    Twice(String),
    /// Another type was expected.
    Expected(&'static str),
    /// A number outside these bounds.
    OutOfRange(i64, i64),
    /// None of these words.
    NoneOf(&'static [&'static str]),
    /// A text lacks a language.
    NoLanguage(Locale),
    /// A text is empty.
    EmptyText,
    /// A text is longer than this many characters.
    LongText(usize),
    /// A list has more entries than this.
    LongList(usize),
    /// An id that is none; why.
    Id(String),
    /// An id stands twice.
    IdTwice(String),
    /// A number stands twice.
    NumberTwice(u16),
    /// A template that is none; why.
    Template(String),
    /// The languages of a text have different blanks.
    Blanks(Locale),
    /// A name that no field has.
    NoField(String),
    /// A name that no choice has.
    NoChoice(String),
    /// A field or column of another kind than must stand there.
    NotOfKind(String, &'static str),
    /// A calculation that rests on itself.
    Ring(String),
    /// A link that is not http or https, or has spaces or characters that cannot be seen.
    Link,
    /// A character that cannot be seen, or turns the line.
    Unseen(char),
    /// A sheet that the pack lists has no file.
    NoFile(String),
    /// There are more mistakes than are told at once.
    More,
}

/// The longest name that a message repeats, in characters.
const NAME_LIMIT: usize = 120;

impl ProblemKind {
    /// With long names cut, so that no message is as long as what it is about.
    pub(super) fn cut(self) -> Self {
        match self {
            Self::NotJson(why) => Self::NotJson(cut(why)),
            Self::Unknown(name, meant) => Self::Unknown(cut(name), meant),
            Self::Twice(name) => Self::Twice(cut(name)),
            Self::Template(why) => Self::Template(cut(why)),
            Self::NoField(name) => Self::NoField(cut(name)),
            Self::NoChoice(name) => Self::NoChoice(cut(name)),
            Self::NotOfKind(name, kind) => Self::NotOfKind(cut(name), kind),
            other => other,
        }
    }
}

/// A text of at most [`NAME_LIMIT`] characters.
pub(super) fn cut(text: String) -> String {
    match text.char_indices().nth(NAME_LIMIT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

impl ProblemKind {
    /// What is wrong, and how to mend it.
    #[allow(clippy::too_many_lines)] // one arm for each kind, in both languages
    pub fn words(&self, locale: Locale) -> (String, String) {
        let both = |zh: String, en: String| match locale {
            Locale::ZhHans => zh,
            Locale::En => en,
        };
        let fixed = |zh: &str, en: &str| both(zh.to_owned(), en.to_owned());
        match self {
            Self::NotJson(why) => (
                both(format!("这不是 JSON：{why}"), format!("This is not JSON: {why}")),
                fixed(
                    "看看这里附近的引号、逗号和括号。",
                    "Look at the quotes, commas and brackets near this place.",
                ),
            ),
            Self::TooLarge(limit) => (
                both(
                    format!("文件超过 {} KB。", limit / 1024),
                    format!("The file is larger than {} KB.", limit / 1024),
                ),
                fixed("拆成几张表。", "Split it into several sheets."),
            ),
            Self::Missing(key) => (
                both(format!("缺少“{key}”。"), format!("“{key}” is missing.")),
                both(format!("加上“{key}”。"), format!("Add “{key}”.")),
            ),
            Self::Unknown(key, Some(meant)) => (
                both(format!("不认识“{key}”。"), format!("“{key}” means nothing here.")),
                both(format!("是想写“{meant}”吗？"), format!("Did you mean “{meant}”?")),
            ),
            Self::Unknown(key, None) => (
                both(format!("不认识“{key}”。"), format!("“{key}” means nothing here.")),
                fixed("删掉它。", "Take it out."),
            ),
            Self::Twice(key) => (
                both(format!("“{key}”写了两次。"), format!("“{key}” stands here twice.")),
                fixed("留一个，删一个。", "Keep one of them."),
            ),
            Self::Expected(what) => (
                both(format!("这里应当是{}。", zh_type(what)), format!("This should be {what}.")),
                both(format!("改成{}。", zh_type(what)), format!("Make it {what}.")),
            ),
            Self::OutOfRange(low, high) => (
                both(
                    format!("这个数不在 {low} 到 {high} 之间。"),
                    format!("This number is not between {low} and {high}."),
                ),
                both(
                    format!("用 {low} 到 {high} 之间的整数。"),
                    format!("Use a whole number from {low} to {high}."),
                ),
            ),
            Self::NoneOf(words) => (
                fixed("这个词这里用不了。", "This word does not go here."),
                both(
                    format!("从这些里选一个：{}。", words.join("、")),
                    format!("Use one of: {}.", words.join(", ")),
                ),
            ),
            Self::NoLanguage(missing) => (
                both(format!("缺少 {missing} 的文字。"), format!("The {missing} text is missing.")),
                both(format!("加上“{missing}”。"), format!("Add “{missing}”.")),
            ),
            Self::EmptyText => (
                fixed("文字是空的。", "The text is empty."),
                fixed("写上文字，或者删掉这一项。", "Write it, or take the key out."),
            ),
            Self::LongText(limit) => (
                both(
                    format!("文字超过 {limit} 个字符。"),
                    format!("The text is longer than {limit} characters."),
                ),
                fixed("写短些。", "Make it shorter."),
            ),
            Self::LongList(limit) => (
                both(
                    format!("列表超过 {limit} 项。"),
                    format!("The list has more than {limit} entries."),
                ),
                fixed("拆开它。", "Split it."),
            ),
            Self::Id(why) => (
                both(format!("标识不合规则：{why}"), format!("This id breaks the rule: {why}.")),
                fixed(
                    "用字母开头，只用字母、数字和 -，最多 40 个字符。",
                    "Start with a letter; use letters, digits and -, at most 40.",
                ),
            ),
            Self::IdTwice(id) => (
                both(format!("标识“{id}”用了两次。"), format!("The id “{id}” is used twice.")),
                fixed("给其中一个换个标识。", "Give one of them another id."),
            ),
            Self::NumberTwice(number) => (
                both(
                    format!("编号 {number} 用了两次。"),
                    format!("The number {number} is used twice."),
                ),
                fixed(
                    "给新加的那个换个没用过的编号。",
                    "Give the newer one a number never used before.",
                ),
            ),
            Self::Template(why) => (
                both(format!("句子里的空有问题：{why}"), format!("The blanks are broken: {why}.")),
                fixed("空写成 {字段标识}。", "Write a blank as {field-id}."),
            ),
            Self::Blanks(other) => (
                both(
                    format!("这里的空和 {other} 的不一样。"),
                    format!("The blanks here and those in {other} differ."),
                ),
                fixed("两种语言用同样的空。", "Use the same blanks in both languages."),
            ),
            Self::NoField(name) => (
                both(format!("没有“{name}”这个字段。"), format!("No field is called “{name}”.")),
                fixed("改成这张表里有的字段标识。", "Use the id of a field on this sheet."),
            ),
            Self::NoChoice(name) => (
                both(format!("没有“{name}”这个选项。"), format!("No choice is called “{name}”.")),
                fixed("改成有的选项标识。", "Use the id of a choice of that field."),
            ),
            Self::NotOfKind(name, kind) => (
                both(
                    format!("“{name}”不是{}。", zh_type(kind)),
                    format!("“{name}” is not {kind}."),
                ),
                both(
                    format!("改成{}的标识。", zh_type(kind)),
                    format!("Use the id of one that is {kind}."),
                ),
            ),
            Self::Ring(name) => (
                both(
                    format!("“{name}”绕了一圈又要用到自己。"),
                    format!("“{name}” rests on itself in the end."),
                ),
                fixed(
                    "把圈里的一项换成一个数字字段。",
                    "Put a number field in place of one of them.",
                ),
            ),
            Self::Link => (
                fixed(
                    "链接只能是 http 或 https，中间没有空格和看不见的字符。",
                    "A link is http or https, without spaces or characters that cannot be seen.",
                ),
                fixed("以 https:// 开头。", "Start it with https://."),
            ),
            Self::Unseen(c) => (
                both(
                    format!("这里有看不见的字符 U+{:04X}。", u32::from(*c)),
                    format!(
                        "There is a character here that cannot be seen: U+{:04X}.",
                        u32::from(*c)
                    ),
                ),
                fixed("删掉它。", "Take it out."),
            ),
            Self::More => (
                fixed("后面还有错。", "There are more mistakes."),
                fixed("先改好这些，再看一遍。", "Mend these first, then look again."),
            ),
            Self::NoFile(sheet) => (
                both(format!("找不到“{sheet}.json”。"), format!("“{sheet}.json” is not there.")),
                fixed(
                    "加上这个文件，或从列表里删掉它。",
                    "Add the file, or take the sheet off the list.",
                ),
            ),
        }
    }
}

fn zh_type(english: &str) -> &str {
    match english {
        "text" => "文字",
        "a whole number" => "整数",
        "true or false" => "true 或 false",
        "a list" => "列表 […]",
        "an object" => "对象 {…}",
        "a pair [field, answer]" => "一对 [字段, 答案]",
        "a condition" => "一个条件",
        "two terms" => "两项",
        "two terms or more" => "两项或更多",
        "one term or more" => "一项或更多",
        "a number, a calculation or rows" => "数字、计算或多行（number、calculation、rows）",
        "a column of two to four choices" => "有两到四个选项的列",
        "a number" => "数字（number）",
        "a rows field" => "多行（rows）",
        "a text" => "文字（text）",
        "a yes-no question" => "是否题（yes-no）",
        "a choice of several" => "多选（choices）",
        other => other,
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, mend) = self.kind.words(Locale::En);
        let Self { file, line, column, path, .. } = self;
        write!(f, "{file}:{line}:{column} {path}: {what} {mend}")
    }
}
