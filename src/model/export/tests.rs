//! What leaves comes back the same, and says what it holds.

mod approved;

use std::collections::BTreeMap;

use fractional_index::FractionalIndex;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::csv::{self, CsvError};
use super::paper::{Size, print};
use super::{Book, Format, Labels, export};
use crate::model::field::{Choice, ChoiceLook, Field, FieldKind, Rows};
use crate::model::id::{Address, FieldId, RowId, SheetId};
use crate::model::outcome::Wording;
use crate::model::response::{Answer, Edit, Response};
use crate::model::route::Part;
use crate::model::stamp::{Clock, Replica};
use crate::model::text::Locale;
use crate::model::worksheet::{Pack, Worksheet};
use crate::testing::{pack, response, sheet_of};

const WORDING: Wording =
    Wording { yes: "是", no: "否", unsure: "说不准", comma: "、", blank: "____" };

/// Words of paper that tests can do with: each says its own name.
fn labels() -> Labels {
    Labels {
        wording: WORDING,
        site: "site",
        colon: "：",
        step: "step {}",
        source: "source",
        day: "day {}",
        contents: "contents",
        nothing: "nothing",
        page: ["page ", " of ", ""],
        name_line: "name",
        day_line: "date",
        date: ["y", "m", "d"],
        tick_any: "any",
        notes: "notes",
        round: "round {}",
        guide: "guide",
        guide_example: "example",
        guide_mistake: "mistake",
        guide_story: "story",
        tools: "tools",
        waiting: "waiting",
        circles_all: "in all {}",
        circles_in: "in {}: ",
        circles_none: "in none",
        profile: "profile",
        weights: ["main", "supporting", "light", "none"],
        because: "because",
        tied: "tied {}",
        open: "open {}",
        shapes: "shapes",
        yours: "yours",
        turn: "turn: ",
        turn_sticking: "sticking",
        turn_minimal: "minimal",
        turn_others: "others",
        turn_question: "yes to {}",
        index: "index",
        by_hand: "by hand",
        weight: "times",
        points: "points",
        total: "total",
        value_type: "type",
        classify: ["one", "two", "three {}", "four"],
        screen: "screen",
        when: "if",
        then: "then",
        branches: ["branch"; 13],
    }
}

/// A text that people and attackers type: quotes, pipes, breaks, emoji, formulas, marks that turn
/// the direction, whatever Markdown and HTML might read.
fn texts() -> impl Strategy<Value = String> {
    let bits = prop_oneof![
        "[a-z]{1,4}",
        "[ \n|,;'\"\\\\`*_~<>\\[\\](){}#+=&$%^!.:@-]{1,4}",
        Just("=cmd|' /C calc'!A0".to_owned()),
        Just("中文，“引号”".to_owned()),
        Just("👩‍👧‍👦🌱".to_owned()),
        Just("\u{200f}עברית\u{202e}".to_owned()),
        Just("1. ".to_owned()),
        Just("\n- ".to_owned()),
        Just("\n\n".to_owned()),
        Just("<br>&amp;</td>".to_owned()),
        Just("\t".to_owned()),
        Just("＝1+1".to_owned()),
    ];
    prop::collection::vec(bits, 0..7).prop_map(|bits| bits.concat())
}

fn column(id: &str, number: u16, label: &str, kind: FieldKind) -> Field {
    Field {
        id: id.parse().unwrap(),
        number,
        label: label.to_owned(),
        hint: String::new(),
        placeholder: String::new(),
        required: false,
        uses: None,
        kind,
    }
}

/// Rows of every kind of column.
fn kinds() -> Rows {
    let choice = |id: &str, label: &str| Choice {
        id: id.parse().unwrap(),
        number: 1,
        label: label.to_owned(),
        note: String::new(),
        lines: Vec::new(),
    };
    let choices = vec![choice("a", "=first"), choice("b", "second; third"), choice("c", "第三")];
    Rows {
        columns: vec![
            column("quote", 2, "原话", FieldKind::LongText),
            column("who", 3, "who, then", FieldKind::Text),
            column("twin", 4, "原话", FieldKind::Text),
            column(
                "many",
                5,
                "=many",
                FieldKind::Number { unit: "人".to_owned(), min: None, decimals: 1, money: false },
            ),
            column("day", 6, "day", FieldKind::Date { today: false }),
            column("sure", 7, "sure", FieldKind::YesNo { unsure: true }),
            column(
                "one",
                8,
                "one",
                FieldKind::Choice { choices: choices.clone(), look: ChoiceLook::List },
            ),
            column("some", 9, "some", FieldKind::Choices { choices }),
        ],
        add: "add".to_owned(),
        singular: "row".to_owned(),
        target: 0,
        paper: 0,
        count: None,
        summary: None,
        first: None,
        shown_on: Vec::new(),
        single: None,
        counts: Vec::new(),
    }
}

/// Rows of valid answers.
fn rows() -> impl Strategy<Value = Vec<BTreeMap<FieldId, Answer>>> {
    let sometimes = |text: BoxedStrategy<String>| prop::option::of(text);
    let row = (
        sometimes(texts().boxed()),
        sometimes(texts().boxed()),
        sometimes(texts().boxed()),
        sometimes("-?[0-9]{1,6}(\\.[0-9])?".boxed()),
        sometimes("20[0-9]{2}-0[1-9]-1[0-9]".boxed()),
        sometimes("yes|no|unsure".boxed()),
        sometimes("a|b|c".boxed()),
        sometimes("a|b|c|a b|a c|b c|a b c".boxed()),
    );
    let row = row.prop_map(|(a, b, c, d, e, f, g, h)| {
        let ids = ["quote", "who", "twin", "many", "day", "sure", "one", "some"];
        let cells = ids.into_iter().zip([a, b, c, d, e, f, g, h]);
        let cells = cells
            .filter_map(|(id, text)| Some((id.parse::<FieldId>().unwrap(), Answer::new(text?)?)));
        cells.collect::<BTreeMap<_, _>>()
    });
    prop::collection::vec(row, 1..5)
}

/// A response with these rows.
fn response_of(field: &str, rows: &[BTreeMap<FieldId, Answer>]) -> Response {
    let field: FieldId = field.parse().unwrap();
    let mut response = Response::default();
    let mut clock = Clock::new(Replica(1));
    let mut position = FractionalIndex::default();
    for (number, cells) in rows.iter().enumerate() {
        let row: RowId = format!("r{number}").parse().unwrap();
        position = FractionalIndex::new_after(&position);
        let put =
            Edit::PutRow { field: field.clone(), row: row.clone(), position: position.clone() };
        response.apply(put, clock.tick(1));
        for (column, answer) in cells {
            let address = Address::cell(field.clone(), row.clone(), column.clone());
            let edit = Edit::Answer { address, answer: Some(answer.clone()) };
            response.apply(edit, clock.tick(1));
        }
    }
    response
}

type Responses = BTreeMap<SheetId, Response>;

/// The community pack with one sheet that holds these rows.
fn with_rows(rows: &[BTreeMap<FieldId, Answer>]) -> (Pack, Responses) {
    let mut pack = pack("community", Locale::ZhHans);
    let sheet = pack.sheets.iter_mut().find(|sheet| sheet.id.as_str() == "listening").unwrap();
    sheet.sections[0].fields[0].kind = FieldKind::Rows(kinds());
    let responses = BTreeMap::from([(sheet.id.clone(), response_of("quotes", rows))]);
    (pack, responses)
}

/// Answers of one sheet of the community pack.
fn with_answers(id: &str, answers: &[(&str, &str)]) -> (Pack, Responses) {
    let pack = pack("community", Locale::ZhHans);
    (pack, BTreeMap::from([(id.parse().unwrap(), response(answers))]))
}

/// A text as Markdown and its reader keep it: without spaces at the ends of lines, each run of
/// breaks one break.
fn settled(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}'], "\n");
    let lines = text.split('\n').map(|line| line.trim_matches([' ', '\t']));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// What a Markdown text says: its list items, and the cells of its tables, row by row.
fn parsed(markdown: &str) -> (Vec<String>, Vec<Vec<String>>, Vec<String>) {
    let (mut items, mut table, mut quotes) = (Vec::new(), Vec::new(), Vec::new());
    let mut text = String::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Item | Tag::TableCell | Tag::BlockQuote(_)) => text.clear(),
            Event::Start(Tag::TableRow | Tag::TableHead) => table.push(Vec::new()),
            Event::Start(Tag::Paragraph) if !text.is_empty() => text.push('\n'),
            Event::End(TagEnd::Item) => items.push(std::mem::take(&mut text)),
            Event::End(TagEnd::BlockQuote(_)) => quotes.push(std::mem::take(&mut text)),
            Event::End(TagEnd::TableCell) => {
                let row: Option<&mut Vec<String>> = table.last_mut();
                row.unwrap().push(std::mem::take(&mut text));
            }
            Event::Text(words) => text.push_str(&words),
            Event::InlineHtml(tag) if &*tag == "<br>" => text.push('\n'),
            Event::HardBreak | Event::SoftBreak => text.push('\n'),
            Event::Code(_) | Event::Html(_) | Event::InlineHtml(_) => {
                panic!("read as more than text")
            }
            _ => {}
        }
    }
    (items, table, quotes)
}

proptest! {
    #![proptest_config(crate::testing::cases(400))]

    #[test]
    fn rows_come_back_from_csv(rows in rows()) {
        let (pack, responses) = with_rows(&rows);
        let book = Book::of(&pack, responses, Some("listening".parse().unwrap()), "2026-11-23");
        let table = csv::rows(&book, &"quotes".parse().unwrap(), &labels()).unwrap();
        prop_assert_eq!(table.chars().next(), Some('\u{feff}'));
        let expected: Vec<_> = rows.into_iter().filter(|row| !row.is_empty()).collect();
        match csv::read(&table, &kinds(), &WORDING) {
            Ok(incoming) => {
                let back: Vec<BTreeMap<_, _>> =
                    incoming.rows.iter().map(|row| row.iter().cloned().collect()).collect();
                prop_assert_eq!(back, expected);
                prop_assert_eq!(incoming.left_out, Vec::<String>::new());
            }
            Err(error) => {
                prop_assert_eq!(error, CsvError::Empty);
                prop_assert!(expected.is_empty());
            }
        }
    }

    #[test]
    fn no_cell_is_a_formula(rows in rows()) {
        let (pack, responses) = with_rows(&rows);
        let book = Book::of(&pack, responses, Some("listening".parse().unwrap()), "2026-11-23");
        for table in [csv::rows(&book, &"quotes".parse().unwrap(), &labels()).unwrap(), csv::csv(std::slice::from_ref(&book), &labels())] {
            let plain = table.trim_start_matches('\u{feff}').as_bytes().to_vec();
            let mut reader = csv_core::Reader::new();
            let (mut input, mut cell) = (plain.as_slice(), vec![0; plain.len() + 1]);
            loop {
                let (result, read, wrote) = reader.read_field(input, &mut cell);
                input = &input[read..];
                if let csv_core::ReadFieldResult::Field { .. } = result {
                    let text = std::str::from_utf8(&cell[..wrote]).unwrap();
                    let is_number = text.parse::<f64>().is_ok();
                    prop_assert!(is_number || !text.trim_start().starts_with(['=', '+', '-', '@', '＝']), "{}", text);
                } else {
                    break;
                }
            }
        }
    }

    #[test]
    fn markdown_reads_back_as_the_table_it_says(rows in rows()) {
        let (pack, responses) = with_rows(&rows);
        let book = Book::of(&pack, responses, Some("listening".parse().unwrap()), "2026-11-23");
        let markdown = export(&book, Format::Markdown, &labels()).text;
        let (_, table, _) = parsed(&markdown);
        prop_assert_eq!(table.len(), rows.len() + 1, "{}", markdown);
        let kinds = kinds();
        prop_assert_eq!(&table[0], &kinds.columns.iter().map(|c| c.label.clone()).collect::<Vec<_>>());
        for (row, cells) in rows.iter().zip(&table[1..]) {
            for (column, cell) in kinds.columns.iter().zip(cells) {
                let answer = row.get(&column.id).filter(|answer| answer.is_written());
                let said = answer.map_or_else(String::new, |answer| {
                    crate::model::outcome::shown(column, answer, &WORDING)
                });
                prop_assert_eq!(settled(cell), settled(&said), "{}", markdown);
            }
        }
    }

    #[test]
    fn markdown_reads_back_as_the_answers_it_says(who in texts(), person in texts()) {
        let (pack, responses) = with_answers("crowd", &[("who", &who), ("person", &person)]);
        let book = Book::of(&pack, responses, Some("crowd".parse().unwrap()), "2026-11-23");
        let markdown = export(&book, Format::Markdown, &labels()).text;
        let (items, ..) = parsed(&markdown);
        let sheet = pack.sheet(&"crowd".parse().unwrap()).unwrap();
        let label = |id: &str| sheet.field(&id.parse().unwrap()).unwrap().label.clone();
        let expected: Vec<String> = [("who", &who), ("person", &person)]
            .into_iter()
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(id, text)| settled(&format!("{}：{}", label(id), settled(text))))
            .collect();
        let items: Vec<String> = items.iter().map(|item| settled(item)).collect();
        prop_assert_eq!(items, expected, "{}", markdown);
    }

    #[test]
    fn markdown_says_the_sentence_as_a_sentence(who in texts(), obstacle in texts()) {
        let (pack, responses) = with_answers("job", &[("who", &who), ("obstacle", &obstacle)]);
        let book = Book::of(&pack, responses, Some("job".parse().unwrap()), "2026-11-23");
        let markdown = export(&book, Format::Markdown, &labels()).text;
        let (_, _, quotes) = parsed(&markdown);
        let said = |text: &str| if text.trim().is_empty() { "____".to_owned() } else { text.trim().to_owned() };
        let sentence = format!("当{}在____时，想要____，但被{}卡住。", said(&who), said(&obstacle));
        let is_written = !who.trim().is_empty() || !obstacle.trim().is_empty();
        prop_assert_eq!(quotes.len(), usize::from(is_written));
        for quote in quotes {
            prop_assert_eq!(settled(&quote), settled(&sentence), "{}", markdown);
        }
    }

    #[test]
    fn no_form_breaks_and_none_lets_markup_through(rows in rows(), who in texts()) {
        let (pack, mut responses) = with_rows(&rows);
        let (_, job) = with_answers("job", &[("who", &who)]);
        responses.extend(job);
        let book = Book::of(&pack, responses, None, "2026-11-23");
        for format in Format::ALL {
            let file = export(&book, format, &labels());
            prop_assert!(file.name.ends_with(format.ending()));
            prop_assert!(!file.text.is_empty());
        }
        let html = export(&book, Format::Html, &labels()).text;
        let paper = print(&book, &labels(), false, Size::A4).html;
        for markup in [&html, &paper] {
            prop_assert!(!markup.contains("<script"));
            prop_assert!(!markup.contains("</td></td>"));
            // Every sign that opens a tag is closed by one of ours.
            prop_assert_eq!(markup.matches('<').count(), markup.matches('>').count());
            prop_assert_eq!(markup.matches("<br").count(), 0);
        }
        let json: serde_json::Value = serde_json::from_str(&export(&book, Format::Json, &labels()).text).unwrap();
        let sheets = json["sheets"].as_array().unwrap();
        let listening = sheets.iter().find(|sheet| sheet["id"] == "listening").unwrap();
        let back = listening["rows"][0]["rows"].as_array().unwrap();
        for (row, said) in rows.iter().zip(back) {
            for (id, answer) in row.iter().filter(|(_, answer)| answer.is_written()) {
                prop_assert_eq!(&said[id.as_str()]["answer"], answer.as_str());
            }
        }
    }

    #[test]
    fn any_text_is_a_table_or_none(text in "\\PC{0,80}|[a-z,;\t\"\n\r原话]{0,60}") {
        let _ = csv::read(&text, &kinds(), &WORDING);
        let _ = csv::read(&format!("quote\tday\n{text}"), &kinds(), &WORDING);
    }
}

#[test]
fn what_holds_words_says_that_they_are_utf_8() {
    for format in Format::ALL {
        let media = format.media();
        // JSON is never anything else (RFC 8259).
        let is_told = media == "application/json" || media.ends_with(";charset=utf-8");
        assert!(is_told, "{format:?}: {media}");
    }
}

#[test]
fn a_spreadsheets_own_table_is_read() {
    let read = |text: &str| csv::read(text, &kinds(), &WORDING);
    // Semicolons, headings in another order, by id, with one that is not ours.
    let incoming = read("SURE;mine;who, then\nyes;x;\"小满\n二\"\n;;\n说不准;;b\n").unwrap();
    assert_eq!(incoming.rows.len(), 2);
    assert_eq!(incoming.left_out, ["mine"]);
    assert_eq!(incoming.columns, ["sure", "who, then"]);
    assert_eq!(incoming.sample[1], ["说不准", "b"]);
    assert_eq!(incoming.rows[0][1].1.as_str(), "小满\n二");
    // Some programs leave the last line without an end.
    assert_eq!(read("day\n2026-01-31\n2026-02-01").unwrap().rows.len(), 2);
    // Tabs, as Excel writes them.
    assert_eq!(read("day\tone\n2026-01-31\t第三\n").unwrap().rows[0][1].1.as_str(), "c");
    assert!(matches!(read("x,y\n1,2\n"), Err(CsvError::NoColumn(names)) if names.len() == 8));
    assert_eq!(read(""), Err(CsvError::Empty));
    assert_eq!(read("day\n"), Err(CsvError::Empty));
    let many = format!("day\n{}", "2026-01-31\n".repeat(csv::ROWS_LIMIT + 1));
    assert_eq!(read(&many), Err(CsvError::TooLarge));
    assert_eq!(read(&" ".repeat(csv::FILE_LIMIT + 2)), Err(CsvError::TooLarge));
}

#[test]
fn a_table_may_be_as_large_as_the_limits_say() {
    let read = |text: &str| csv::read(text, &kinds(), &WORDING);
    let most = format!("day\n{}", "2026-01-31\n".repeat(csv::ROWS_LIMIT));
    assert_eq!(read(&most).unwrap().rows.len(), csv::ROWS_LIMIT);
    let text = "x".repeat(csv::FILE_LIMIT);
    assert!(matches!(read(&text), Err(CsvError::NoColumn(_))));
}

#[test]
fn spaces_around_a_number_or_a_day_are_no_part_of_it() {
    let table = csv::read("many;day\n 12 ; 2026-01-31 \n", &kinds(), &WORDING).unwrap();
    let cells: Vec<&str> = table.rows[0].iter().map(|(_, answer)| answer.as_str()).collect();
    assert_eq!(cells, ["12", "2026-01-31"]);
}

#[test]
fn a_number_that_is_none_is_no_formula() {
    let cells = |text: &str| {
        let many = ("many".parse().unwrap(), Answer::new(text).unwrap());
        let (pack, responses) = with_rows(&[BTreeMap::from([many])]);
        let book = Book::of(&pack, responses, Some("listening".parse().unwrap()), "2026-11-23");
        csv::rows(&book, &"quotes".parse().unwrap(), &labels()).unwrap()
    };
    assert!(cells("-3.5").contains(",-3.5,"), "{}", cells("-3.5"));
    for text in ["=1+1", "-1.x", "-1.", "-.5"] {
        assert!(cells(text).contains(&format!(",'{text},")), "{}", cells(text));
    }
}

#[test]
fn a_page_says_that_nothing_is_written_only_where_nothing_is() {
    let html = |answers: &[(&str, &str)]| {
        let (pack, responses) = with_answers("job", answers);
        export(&Book::of(&pack, responses, None, "2026-11-23"), Format::Html, &labels()).text
    };
    assert!(html(&[]).contains("<p>nothing</p>"));
    let one = html(&[("who", "阿梅\u{7}\u{1b}[0m")]);
    assert!(!one.contains("<p>nothing</p>"));
    assert!(one.contains("阿梅[0m"), "no control characters in a page");
    // One pack has no heading of its own above its sheets.
    assert!(one.find("<section>") < one.find("<h2>"));
}

#[test]
fn a_sheet_leaves_as_it_reads() {
    let answers = [("P1", "2"), ("F1", "1"), ("because", "a"), ("shape", "service")];
    let (pack, responses) = with_answers("value", &answers);
    let book = Book::of(&pack, responses, Some("value".parse().unwrap()), "2026-11-23");
    let file = export(&book, Format::Text, &labels());
    assert_eq!(file.name, "我交付哪种价值 2026-11-23.txt");
    assert!(file.text.contains("正是"), "a statement's answer in its own words: {}", file.text);
    assert!(file.text.contains("因为a，所以____。"));
    assert!(file.text.contains("地理位置价值：main"), "{}", file.text);
    assert!(file.text.contains("服务"));
    assert!(!file.text.contains("tied"), "{}", file.text);
    assert!(!file.text.starts_with("我交付哪种价值\n\n"), "its name is no title above it");
    let (pack, responses) = with_answers("value", &[("P1", "2"), ("F1", "2")]);
    let book = Book::of(&pack, responses, Some("value".parse().unwrap()), "2026-11-23");
    let file = export(&book, Format::Text, &labels());
    assert!(file.text.contains("tied 地理位置价值"), "{}", file.text);
    assert!(file.text.contains("open 6"), "{}", file.text);
}

#[test]
fn an_answer_of_several_lines_stays_with_its_question() {
    let (pack, responses) = with_answers("crowd", &[("who", "a\n\nb\nc")]);
    let book = Book::of(&pack, responses, Some("crowd".parse().unwrap()), "2026-11-23");
    let text = export(&book, Format::Text, &labels()).text;
    let expected = "我在帮谁\n我在帮的人：a\n   \n   b\n   c\n\nsource：";
    assert!(text.starts_with(expected), "{text}");
    let markdown = export(&book, Format::Markdown, &labels()).text;
    let expected = "# 我在帮谁\n\n*你在帮谁？他们什么时候来找你？*\n\n\
        - **我在帮的人**：a\n\n  b\\\n  c\n\n---\n";
    assert!(markdown.starts_with(expected), "{markdown}");
}

#[test]
fn what_a_page_reads_as_markup_is_escaped() {
    let escaped = super::html::escape("<a href=\"x\">\u{7}&\n\t</a>\u{85}");
    assert_eq!(escaped, "&lt;a href=&quot;x&quot;&gt;&amp;\n\t&lt;/a&gt;");
}

#[test]
fn blank_paper_holds_every_question_and_no_answer() {
    let packs = crate::library::PACKS.into_iter();
    for (id, locale) in packs.flat_map(|id| Locale::ALL.map(|locale| (id, locale))) {
        let pack = pack(id, locale);
        let book = Book::of(&pack, BTreeMap::new(), None, "2026-11-23");
        let printed = print(&book, &labels(), true, Size::Letter);
        for sheet in &pack.sheets {
            assert!(printed.html.contains(&format!("data-leaf=\"{}\"", sheet.id)));
            let asked = |(field, _): &(&Field, _)| !matches!(field.kind, FieldKind::Streak(_));
            let columns = sheet.rows().filter(asked).flat_map(|(_, rows)| &rows.columns);
            for field in sheet.fields().chain(columns) {
                let label = super::html::escape(&field.label);
                assert!(printed.html.contains(&label), "{}.{} {label}", sheet.id, field.id);
                if let FieldKind::Choice { choices, .. } = &field.kind {
                    assert!(
                        choices
                            .iter()
                            .all(|c| printed.html.contains(&super::html::escape(&c.label)))
                    );
                }
            }
        }
        assert!(!printed.html.contains("pp-box__tick"));
        assert!(printed.style.contains("@page{size:215.9mm 279.4mm"));
    }
}

/// A sheet to fill by pen.
fn blank(sheet: &str) -> String {
    let pack = pack("community", Locale::ZhHans);
    let book = Book::of(&pack, BTreeMap::new(), Some(sheet.parse().unwrap()), "2026-11-23");
    print(&book, &labels(), true, Size::A4).html
}

#[test]
fn a_blank_card_asks_in_the_order_of_its_sheets_and_each_fact_beside_its_question() {
    let paper = blank("problems");
    let (front, cards) = paper.split_once("pp-card--page").unwrap();
    assert!(
        front.contains("pp-index") && front.contains("pp-foot"),
        "both stand on the first page"
    );
    let (first, second) = cards.split_once("pp-card--page").unwrap();
    let asked = [
        ">卡 1<",
        ">谁<",
        ">写这句时，你先想到的是哪一头？<",
        ">我交付哪种价值<",
        ">想要的东西，他们身边就是没有。<",
        ">这事该我来做吗<",
        ">四问筛选<",
        ">我喜欢做这件事吗<",
        ">喜欢：上回是哪天<",
        ">它自己能挣到钱吗<",
        ">挣钱：谁付过，多少<",
        ">就走这一张<",
        ">旁人的话<",
    ];
    let places = asked.map(|words| first.find(words).unwrap_or_else(|| panic!("{words}: {first}")));
    assert!(places.is_sorted(), "{places:?}");
    assert!(second.contains(">卡 2<"));
}

#[test]
fn a_blank_sheet_says_how_a_number_is_worked_out_and_has_room_for_notes() {
    // All sheets of the pack that reckons.
    let reckoning = pack("independent", Locale::ZhHans);
    let book = Book::of(&reckoning, BTreeMap::new(), None, "2026-11-23");
    let paper = print(&book, &labels(), true, Size::A4).html;
    assert!(paper.contains(">做多少个 × 一个的本钱<"), "{paper}");
    assert!(paper.contains("− 要先垫 · 是负数，就是要赔的钱<"), "{paper}");
    let (pack, _) = with_answers("job", &[]);
    let of = |is_blank| {
        let book = Book::of(&pack, BTreeMap::new(), Some("job".parse().unwrap()), "2026-11-23");
        print(&book, &labels(), is_blank, Size::A4).html
    };
    assert!(of(true).contains("pp-notes") && !of(false).contains("pp-notes"));
}

/// A sheet of the gallery on paper.
fn printed(id: &str, answers: &[(&str, &str)]) -> String {
    let pack = pack(crate::library::GALLERY, Locale::ZhHans);
    let id: SheetId = id.parse().unwrap();
    let responses = BTreeMap::from([(id.clone(), response(answers))]);
    let book = Book::of(&pack, responses, Some(id), "2026-11-23");
    print(&book, &labels(), answers.is_empty(), Size::A4).html
}

#[test]
fn what_a_sheet_draws_is_drawn_on_paper() {
    let sales = [
        ("sales.r1.month", "三月"),
        ("sales.r1.sold", "12"),
        ("sales.r2.month", "四<月"),
        ("sales.r2.sold", "300"),
    ];
    let chart = printed("chart", &sales);
    for said in ["pp-curve", ">三月<", ">四&lt;月<", ">312<"] {
        assert!(chart.contains(said), "{said}");
    }
    let bar = [
        ("sources.r1.what", "博客"),
        ("sources.r1.amount", "1"),
        ("sources.r2.what", "播客"),
        ("sources.r2.amount", "3"),
    ];
    let shares = printed("shares", &bar);
    assert!(shares.contains(">25%<") && shares.contains(">75%<"), "{shares}");
    let ticks = [("days.d20260131.day", "2026-01-31"), ("days.d20260202.day", "2026-02-02")];
    let streak = printed("streak", &ticks);
    assert_eq!(streak.matches("aria-label=\"✓\"").count(), 2);
    assert!(streak.contains(">2026-01<") && streak.contains(">2026-02<"));
    assert_eq!(streak.matches("pp-days__no").count(), 3, "February has 28 days");
    let tasks = [
        ("tasks.r1.task", "报税"),
        ("tasks.r1.urgent", "yes"),
        ("tasks.r1.important", "yes"),
        ("tasks.r2.task", "睡觉"),
    ];
    let board = printed("quadrant", &tasks);
    assert!(board.contains("<ul><li>报税</li></ul>"), "{board}");
    assert!(board.contains("waiting：睡觉"));
    let things = [("things.r1.what", "拍短片"), ("things.r1.in", "love good")];
    let circles = printed("circles", &things);
    assert!(circles.contains("pp-ring__rows") && circles.contains("in 2: 我喜欢、我擅长"));
}

#[test]
fn two_circles_have_their_names_above_and_say_what_is_in_both_or_in_none() {
    let mut pack = pack("community", Locale::ZhHans);
    pack.sheets = vec![sheet_of(
        r#"{"id": "things", "number": 1, "kind": "circles", "label": "T",
        "add": "Add", "singular": "thing", "name": "what", "in": "circles", "columns": [
          {"id": "what", "number": 2, "kind": "text", "label": "What"},
          {"id": "circles", "number": 3, "kind": "choices", "label": "In", "choices": [
            {"id": "love", "number": 1, "label": "Love"},
            {"id": "good", "number": 2, "label": "Good"}]}]}"#,
    )];
    let things =
        [("things.r1.what", "maps"), ("things.r1.circles", "love good"), ("things.r2.what", "tax")];
    let id: SheetId = "tried".parse().unwrap();
    let responses = BTreeMap::from([(id.clone(), response(&things))]);
    let book = Book::of(&pack, responses, Some(id), "2026-11-23");
    let paper = print(&book, &labels(), false, Size::A4).html;
    for said in [
        "x=\"110\" y=\"104\" text-anchor=\"middle\">Love<",
        "x=\"330\" y=\"104\" text-anchor=\"middle\">Good<",
        "<dt>in all 2</dt>",
        "<dt>in none</dt>",
    ] {
        assert!(paper.contains(said), "{said}: {paper}");
    }
}

#[test]
fn a_sheet_that_is_partly_filled_has_room_for_the_rest() {
    // White space is no answer, and yet the form is not a blank one.
    let story = printed("long-text", &[("story", " ")]);
    assert_eq!(story.matches("\"pp-line\"").count(), 2, "{story}");
    assert!(story.contains("照着顺序写，别急着下结论"), "{story}");
    let runway = printed("calculation", &[("reserve", "36000")]);
    assert!(runway.contains("<span>个月</span>"), "{runway}");
}

#[test]
fn blank_paper_has_room_to_draw() {
    for (sheet, room) in [
        ("chart", "pp-grid"),
        ("streak", "pp-days"),
        ("shares", "pp-part"),
        ("quadrant", "pp-board"),
        ("circles", "pp-ring"),
    ] {
        assert!(printed(sheet, &[]).contains(room), "{sheet} {room}");
    }
}

#[test]
fn a_code_stands_in_the_foot_of_its_sheet_alone() {
    let (pack, responses) = with_answers("job", &[("who", "李姐")]);
    let book = Book::of(&pack, responses, None, "2026-11-23");
    let mut printed = print(&book, &labels(), false, Size::A4);
    let job = "job".parse().unwrap();
    printed.set_code(&job, 57, "M4 4h7v1h-7z", "<scan>");
    assert_eq!(printed.html.matches("M4 4h7v1h-7z").count(), 1);
    let (_, job) = printed.html.split_once("data-leaf=\"job\"").unwrap();
    let (job, _) = job.split_once("</section>").unwrap();
    assert!(job.contains("width=\"24.0mm\"") && job.contains("&lt;scan&gt;"), "{job}");
}

#[test]
fn a_code_of_many_modules_takes_more_room() {
    let (pack, responses) = with_answers("job", &[("who", "李姐")]);
    let book = Book::of(&pack, responses, None, "2026-11-23");
    let mut printed = print(&book, &labels(), false, Size::A4);
    printed.set_code(&"job".parse().unwrap(), 77, "M4 4h7v1h-7z", "scan");
    let size = "viewBox=\"0 0 77 77\" width=\"30.8mm\" height=\"30.8mm\"";
    assert!(printed.html.contains(size), "{}", printed.html);
}

#[test]
fn a_notebook_leaves_with_all_its_packs() {
    let packs = crate::library::PACKS.map(|id| pack(id, Locale::ZhHans));
    let books: Vec<Book<'_>> = packs
        .iter()
        .map(|pack| {
            let is_text = |field: &&Field| field.kind == FieldKind::Text;
            let (sheet, field) = match pack.sheet(&"job".parse().unwrap()) {
                Some(job) => (job.id.clone(), "who".to_owned()),
                None => {
                    let asks = |sheet: &Worksheet| {
                        Some((sheet.id.clone(), sheet.fields().find(is_text)?.id.to_string()))
                    };
                    pack.sheets.iter().find_map(asks).unwrap()
                }
            };
            let answers = response(&[(&field, "同一个人")]);
            Book::of(pack, BTreeMap::from([(sheet, answers)]), None, "2026-11-23")
        })
        .collect();
    for format in Format::ALL {
        let file = super::export_all(&books, "第一本", format, &labels());
        assert_eq!(file.name, format!("第一本 2026-11-23.{}", format.ending()));
        assert!(file.text.matches("同一个人").count() >= 2, "{}", file.text);
        // A table has no place for the packs' names.
        let says = |pack: &Pack| format == Format::Csv || file.text.contains(&pack.title);
        assert!(packs.iter().all(says), "{}", file.text);
    }
    let (_, _, quotes) = parsed(&super::markdown::markdown(&books, "x", &labels()));
    assert!(quotes[0].contains("同一个人"), "{quotes:?}");
}

#[test]
fn cards_leave_one_by_one_with_their_verdict() {
    let quote = ("quote", "对账对到半夜");
    let cells = |cells: &[(&str, &str)]| {
        let cell = |(id, text): &(&str, &str)| (id.parse().unwrap(), Answer::new(*text).unwrap());
        cells.iter().map(cell).collect::<BTreeMap<FieldId, Answer>>()
    };
    let card = [
        ("who", "小满"),
        ("quotes", "r0"),
        ("P1", "2"),
        ("like", "no"),
        ("skill", "no"),
        ("minimal", "一张表"),
    ];
    let pack = pack("community", Locale::ZhHans);
    let responses = BTreeMap::from([
        ("listening".parse().unwrap(), response_of("quotes", &[cells(&[quote])])),
        ("problems".parse().unwrap(), response_of("cards", &[cells(&card)])),
    ]);
    let book = Book::of(&pack, responses, Some("problems".parse().unwrap()), "2026-11-23");
    let text = export(&book, Format::Text, &labels()).text;
    assert!(text.contains("当小满在____时"), "{text}");
    assert!(text.contains("对账对到半夜"), "a reference by its words: {text}");
    assert!(text.contains("先放下这张"), "the verdict: {text}");
    assert!(text.contains("正是"), "{text}");
    let paper = print(&book, &labels(), false, Size::A4).html;
    assert!(paper.contains("对账对到半夜") && paper.contains("先放下这张"), "{paper}");
    let table = csv::rows(&book, &"cards".parse().unwrap(), &labels()).unwrap();
    assert!(table.contains("小满") && !table.contains("r0"), "{table}");
}

#[test]
fn a_card_and_the_portrait_have_pages_of_their_own() {
    let card = [
        ("cards.r1.who", "小满"),
        ("cards.r1.P1", "2"),
        ("cards.r1.F1", "1"),
        ("cards.r1.like", "no"),
        ("cards.r2.who", "阿梅"),
    ];
    let pack_of_cards = pack("community", Locale::ZhHans);
    let sheet: SheetId = "problems".parse().unwrap();
    let responses = BTreeMap::from([(sheet.clone(), response(&card))]);
    let book = Book::of(&pack_of_cards, responses, Some(sheet), "2026-11-23");
    let row = Part::Row("r1".parse().unwrap());
    let paper = print(&book.only_part(row), &labels(), false, Size::A4).html;
    // What two questions of one sheet were answered stands under its name once.
    let heads: Vec<_> = paper
        .split("<h2 class=\"pp-section\">")
        .skip(1)
        .filter_map(|it| it.split('<').next())
        .collect();
    assert_eq!(heads, ["我交付哪种价值", "四问筛选"]);
    assert!(paper.contains("小满") && !paper.contains("阿梅"), "{paper}");

    let pack = pack("independent", Locale::ZhHans);
    let edge = [("have", "会写<字>"), ("whom", "邻居"), ("make", "招牌")];
    let responses = BTreeMap::from([("edge".parse().unwrap(), response(&edge))]);
    let book = Book::of(&pack, responses, None, "2026-11-23").only_part(Part::Portrait);
    let paper = print(&book, &labels(), false, Size::A4).html;
    assert_eq!(paper.matches("data-leaf=").count(), 1);
    assert!(paper.contains("data-leaf=\"portrait\"") && paper.contains(">我的画像<"), "{paper}");
    assert!(paper.contains("<u>会写&lt;字&gt;</u>"), "{paper}");
}

#[test]
fn a_written_card_shows_what_is_written_and_has_room_for_remarks() {
    let cards = [
        ("cards.r1.who", "小满"),
        ("cards.r1.like", "yes"),
        ("cards.r2.who", "阿梅"),
        ("cards.r2.remarks", "再问一次"),
    ];
    let (pack, responses) = with_answers("problems", &cards);
    let of = |part: Part| {
        let only = Some("problems".parse().unwrap());
        let book = Book::of(&pack, responses.clone(), only, "2026-11-23").only_part(part);
        print(&book, &labels(), false, Size::A4).html
    };
    let whole = of(Part::Whole);
    assert!(whole.contains(">我喜欢做这件事吗<"), "{whole}");
    assert!(!whole.contains(">它自己能挣到钱吗<"), "{whole}");
    assert_eq!(whole.matches(">旁人的话<").count(), 2, "{whole}");
    let first = of(Part::Row("r1".parse().unwrap()));
    assert!(first.contains(">旁人的话<"), "{first}");
    assert_eq!(first.matches("\"pp-line\"").count(), 7, "{first}");
    let second = of(Part::Row("r2".parse().unwrap()));
    assert_eq!(second.matches(">再问一次<").count(), 1, "{second}");
}

#[test]
fn steps_leave_with_their_names_and_rounds() {
    let done = BTreeMap::from([("steps.enter.done", "yes"), ("steps.enter-2.evidence", "链接")]);
    let pack = pack("community", Locale::ZhHans);
    let mut response = response(&done.into_iter().collect::<Vec<_>>());
    let mut clock = Clock::new(Replica(1));
    for row in ["enter", "enter-2"] {
        let put = Edit::PutRow {
            field: "steps".parse().unwrap(),
            row: row.parse().unwrap(),
            position: FractionalIndex::default(),
        };
        response.apply(put, clock.tick(1));
    }
    let responses = BTreeMap::from([("loop".parse().unwrap(), response)]);
    let book = Book::of(&pack, responses, Some("loop".parse().unwrap()), "2026-11-23");
    let markdown = export(&book, Format::Markdown, &labels()).text;
    let (_, table, _) = parsed(&markdown);
    assert_eq!(table.len(), 17, "heads, and two rounds of eight: {markdown}");
    assert_eq!(table[1][..2], ["进入社区", "是"]);
    assert_eq!(table[9][0], "进入社区");
    assert!(table[9].contains(&"链接".to_owned()));
    let paper = print(&book, &labels(), false, Size::A4).html;
    assert_eq!(paper.matches("pp-round").count(), 2);
}

#[test]
fn answers_cross_between_the_programs_whole() {
    let cells = BTreeMap::from([("quote".parse().unwrap(), Answer::new("=a\n🌱").unwrap())]);
    let mut responses = BTreeMap::from([
        ("job".parse::<SheetId>().unwrap(), response(&[("who", "小满"), ("start", "product")])),
        ("listening".parse().unwrap(), response_of("quotes", &[cells.clone(), cells])),
    ]);
    responses.insert("crowd".parse().unwrap(), Response::default());
    let bytes = postcard::to_allocvec(&responses).unwrap();
    assert_eq!(postcard::from_bytes::<Responses>(&bytes).unwrap(), responses);
}

#[test]
fn answers_that_came_are_the_answers_that_are_read() {
    let (pack, responses) = with_answers("crowd", &[("who", "a")]);
    let book = Book::of(&pack, responses, None, "2026-11-23");
    let crowd = pack.sheet(&"crowd".parse().unwrap()).unwrap();
    assert_eq!(book.response(crowd).map(|r: &Response| r.text(&"who".parse().unwrap())), Some("a"));
}
