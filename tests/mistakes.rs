//! A worksheet file full of mistakes: each is told, with its place and how to mend it.

#![allow(clippy::unwrap_used)] // a test that cannot read its input has failed

use sproutsheet::library::{FILE_LIMIT, Problem, parse_worksheet};
use sproutsheet::model::text::Locale;

const FILE: &str = r#"{
  "id": "1st",
  "number": 99,
  "verison": 1,
  "role": "game",
  "name": {"zh-Hans": "名"},
  "title": {"zh-Hans": "题", "en": "  "},
  "lead": 7,
  "minutes": "three",
  "guide": [],
  "sections": [
    {"fields": [
      {"id": "who", "number": 1, "kind": "text", "label": {"zh-Hans": "谁", "en": "Who"}},
      {"id": "who", "number": 2, "kind": "text", "label": {"zh-Hans": "谁", "en": "Who"}},
      {"id": "when", "number": 1, "kind": "date", "label": {"zh-Hans": "哪天", "en": "When"}},
      {"id": "how", "number": 3, "kind": "magic", "label": {"zh-Hans": "怎么", "en": "How"}},
      {"id": "size", "number": 4, "kind": "choice", "label": {"zh-Hans": "多大", "en": "Size"},
       "choices": [
         {"id": "small", "number": 1, "label": {"zh-Hans": "小", "en": "Small"}},
         {"id": "small", "number": 1, "label": {"zh-Hans": "小", "en": "Small"}}]},
      {"id": "line", "kind": "sentence", "label": {"zh-Hans": "句", "en": "Line"},
       "template": {"zh-Hans": "当{a}时", "en": "when {b}"},
       "blanks": [{"id": "a", "number": 5, "kind": "text", "label": {"zh-Hans": "甲", "en": "A"}}]},
      {"id": "list", "number": 6, "kind": "rows", "label": {"zh-Hans": "表", "en": "List"},
       "add": {"zh-Hans": "添", "en": "Add"}, "singular": {"zh-Hans": "行", "en": "row"},
       "columns": [{"id": "c", "number": 2, "kind": "text", "label": {"zh-Hans": "列", "en": "C"}}]}
    ]}
  ],
  "summary": {"zh-Hans": "{nobody}", "en": "{nobody}"},
  "readings": [
    {"when": {"is": ["size", "huge"]}, "say": {"zh-Hans": "大", "en": "Big"}},
    {"when": {"sometimes": "who"}, "say": {"zh-Hans": "有时", "en": "At times"}, "tone": "loud"}
  ],
  "flows": [{"to": "who", "to": "who", "from": "a.b.c.d", "how": "pour"}]
}"#;

fn problems() -> Vec<Problem> {
    parse_worksheet("bad.json", FILE, &Locale::ALL, Locale::ZhHans).unwrap_err()
}

#[test]
fn every_mistake_is_told_in_one_pass() {
    let said: Vec<String> = problems()
        .iter()
        .map(|p| format!("{}:{} {}", p.line, p.path, p.kind.words(Locale::En).0))
        .collect();
    for expected in [
        "2:id This id breaks the rule",
        "3:number This number is not between 1 and 31.",
        "1: “version” is missing.",
        "4:verison “verison” means nothing here.",
        "5:role This word does not go here.",
        "6:name The en text is missing.",
        "7:title.en The text is empty.",
        "8:lead This should be an object.",
        "9:minutes This should be a whole number.",
        "10:guide This should be an object.",
        "14:sections[0].fields[1].id The id “who” is used twice.",
        "15:sections[0].fields[2].number The number 1 is used twice.",
        "16:sections[0].fields[3].kind This word does not go here.",
        "20:sections[0].fields[4].choices[1] The id “small” is used twice.",
        "20:sections[0].fields[4].choices[1] The number 1 is used twice.",
        "22:sections[0].fields[5].template The blanks here and those in zh-Hans differ.",
        "24:sections[0].fields[6] This number is not between 7 and 511.",
        "29:summary No field is called “nobody”.",
        "31:readings[0].when.is[1] No choice is called “huge”.",
        "32:readings[1].when This should be a condition.",
        "32:readings[1].tone This word does not go here.",
        "34:flows[0].to “to” stands here twice.",
        "34:flows[0].from This id breaks the rule",
        "34:flows[0].how This word does not go here.",
    ] {
        assert!(said.iter().any(|line| line.starts_with(expected)), "{expected}\nnot in {said:#?}");
    }
}

const SPOILT: &str = r#"{
  "id": "spoilt", "number": 1, "version": 1, "name": "S", "title": "S",
  "sections": [{"fields": [
    {"id": "size", "number": 1, "kind": "chioce", "look": "list", "label": "S", "choices": [
      {"id": "small", "number": 1, "label": "S"}]},
    {"id": "line", "kind": "sentense", "label": "L", "template": "{a}", "blanks": [
      {"id": "a", "number": 2, "kind": "text", "label": "A"}]},
    {"id": "way", "number": 3, "kind": "choice", "label": "W", "choices": [
      {"id": "on", "number": 1, "label": ""}, {"id": "off", "number": 2, "label": "Off"}]},
    {"id": "list", "number": 4, "kind": "rows", "label": "L", "add": "A", "singular": "s", "columns": [
      {"id": "what", "number": 5, "kind": "txt", "label": "W"}], "summary": "{what}"},
    {"id": "board", "number": 10, "kind": "quadrant", "label": "Q", "singular": "s", "columns": [
      {"id": "t", "number": 11, "kind": "text", "label": "T"}], "name": "t", "across": "u", "up": "v", "corners": {}},
    {"id": "c", "kind": "calculation", "label": "C", "operation": "sum", "terms": ["size", "list.what"]}
  ]}],
  "examples": [{"id": "e", "number": 1, "title": "E", "answers": {"size": "small", "way": "on", "list": [{"what": "x"}]}}],
  "summary": "{size}: {a}",
  "readings": [{"when": {"is": ["way", "on"]}, "say": "{board}"}, {"when": {"filled": "list.what"}, "say": "{a}"}],
  "flows": [{"to": "size", "from": "other.size", "how": "fill"}]
}"#;

#[test]
fn what_follows_from_a_mistake_is_not_told_as_another() {
    let problems = parse_worksheet("spoilt.json", SPOILT, &[Locale::En], Locale::En).unwrap_err();
    let said: Vec<String> = problems.iter().map(|p| format!("{}:{}", p.line, p.path)).collect();
    assert_eq!(
        said,
        [
            "4:sections[0].fields[0].kind",
            "6:sections[0].fields[1].kind",
            "9:sections[0].fields[2].choices[0].label",
            "11:sections[0].fields[3].columns[0].kind",
            "12:sections[0].fields[4]",
        ],
        "{problems:#?}"
    );
}

#[test]
fn ids_and_numbers_are_told_where_they_stand_again() {
    let file = r#"{
  "id": "twice", "number": 1, "version": 1, "name": "T", "title": "T",
  "sections": [
    {"fields": [{"id": "a", "number": 1, "kind": "text", "label": "A"}]},
    {"fields": [{"id": "line", "kind": "sentence", "label": "L", "template": "{b} {c}", "blanks": [
      {"id": "b", "number": 1, "kind": "text", "label": "B"},
      {"id": "c", "number": 2, "kind": "text", "label": "C"}]},
      {"id": "c", "number": 3, "kind": "text", "label": "C"}]}]}"#;
    let problems = parse_worksheet("twice.json", file, &[Locale::En], Locale::En).unwrap_err();
    let said: Vec<String> = problems
        .iter()
        .map(|p| format!("{}:{} {}", p.line, p.path, p.kind.words(Locale::En).0))
        .collect();
    assert_eq!(
        said,
        [
            "6:sections[1].fields[0].blanks[0].number The number 1 is used twice.",
            "8:sections[1].fields[1].id The id “c” is used twice.",
        ]
    );
}

#[test]
fn every_message_has_a_mend_in_both_languages() {
    for problem in problems() {
        for locale in Locale::ALL {
            let (what, mend) = problem.kind.words(locale);
            assert!(!what.is_empty() && !mend.is_empty(), "{problem:?}");
            let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
            assert_eq!(mend.contains(is_han), locale == Locale::ZhHans, "{mend}");
        }
    }
}

#[test]
fn a_slip_of_the_finger_is_recognised() {
    let said: Vec<String> = problems().iter().map(ToString::to_string).collect();
    assert!(said.iter().any(|line| line.ends_with("Did you mean “version”?")), "{said:#?}");
}

#[test]
fn what_is_no_json_says_where() {
    let broken = parse_worksheet("x.json", "{\n  \"id\": }", &Locale::ALL, Locale::En).unwrap_err();
    assert_eq!((broken.len(), broken[0].line), (1, 2), "{broken:?}");
    for text in ["", "null", "[]", "{\"id\": \"a\",}", "// no\n{}", "{'id': 1}"] {
        assert!(parse_worksheet("x.json", text, &Locale::ALL, Locale::En).is_err(), "{text}");
    }
    let deep = "[".repeat(100_000);
    assert!(parse_worksheet("x.json", &deep, &Locale::ALL, Locale::En).is_err());
    let large = " ".repeat(FILE_LIMIT + 1);
    assert!(parse_worksheet("x.json", &large, &Locale::ALL, Locale::En).is_err());
}

const KINDS: &str = r#"{
  "id": "kinds", "number": 1, "version": 1, "name": "K", "title": "K",
  "sections": [{"fields": [
    {"id": "note", "number": 1, "kind": "text", "label": "Note"},
    {"id": "n", "number": 2, "kind": "number", "label": "N"},
    {"id": "list", "number": 3, "kind": "rows", "label": "L", "add": "A", "singular": "s", "columns": [
      {"id": "what", "number": 4, "kind": "text", "label": "W"},
      {"id": "many", "number": 5, "kind": "number", "label": "M"}]},
    {"id": "c1", "kind": "calculation", "label": "C", "operation": "guess", "terms": ["n"]},
    {"id": "c2", "kind": "calculation", "label": "C", "operation": "quotient", "terms": ["n"]},
    {"id": "c3", "kind": "calculation", "label": "C", "operation": "sum", "terms": ["nobody", "note"]},
    {"id": "c4", "kind": "calculation", "label": "C", "operation": "sum", "terms": ["list.what", "list.gone", "n.x"]},
    {"id": "c5", "kind": "calculation", "label": "C", "operation": "sum", "terms": ["c6"]},
    {"id": "c6", "kind": "calculation", "label": "C", "operation": "sum", "terms": ["n", "c5"], "number": 9},
    {"id": "c7", "kind": "calculation", "label": "C", "operation": "sum", "terms": [], "formula": "{n} = {result}"},
    {"id": "c8", "kind": "calculation", "label": "C", "operation": "difference", "terms": ["n"]},
    {"id": "c9", "kind": "calculation", "label": "C", "operation": "sum", "terms": ["n", 1.5], "decimals": 9},
    {"id": "h1", "kind": "chart", "label": "H", "rows": "n", "over": "what", "column": "many"},
    {"id": "h2", "kind": "chart", "label": "H", "rows": "list", "over": "gone", "column": "what", "line": "note"},
    {"id": "s1", "kind": "shares", "label": "S", "rows": "gone", "name": "what", "column": "many"},
    {"id": "q1", "number": 20, "kind": "quadrant", "label": "Q", "add": "A", "singular": "s", "columns": [
      {"id": "t", "number": 21, "kind": "text", "label": "T"},
      {"id": "u", "number": 22, "kind": "yes-no", "label": "U"}],
      "name": "u", "across": "u", "up": "u", "corners": {"both": "B", "up": "U", "across": "A"}},
    {"id": "o1", "number": 30, "kind": "circles", "label": "O", "add": "A", "singular": "s", "columns": [
      {"id": "t", "number": 31, "kind": "text", "label": "T"},
      {"id": "i", "number": 32, "kind": "choices", "label": "I", "choices": [
        {"id": "a", "number": 1, "label": "A"}]}],
      "name": "gone", "in": "i"},
    {"id": "k1", "number": 40, "kind": "streak", "label": "K", "goal": 0}
  ]}],
  "examples": [{"id": "e", "number": 1, "title": "E", "answers": {
    "list": [{"what": "x", "gone": "y"}, 7], "q1": [{"u": "perhaps"}]}}]
}"#;

#[test]
fn figures_and_boards_are_held_against_the_fields_that_there_are() {
    let problems = parse_worksheet("kinds.json", KINDS, &[Locale::En], Locale::En).unwrap_err();
    let said: Vec<String> = problems
        .iter()
        .map(|p| format!("{}:{} {}", p.line, p.path, p.kind.words(Locale::En).0))
        .collect();
    for expected in [
        "9:sections[0].fields[3].operation This word does not go here.",
        "10:sections[0].fields[4].terms This should be two terms.",
        "11:sections[0].fields[5].terms No field is called “nobody”.",
        "11:sections[0].fields[5].terms “note” is not a number, a calculation or rows.",
        "12:sections[0].fields[6].terms “what” is not a number.",
        "12:sections[0].fields[6].terms No field is called “gone”.",
        "12:sections[0].fields[6].terms “n” is not a rows field.",
        "13:sections[0].fields[7].terms “c6” rests on itself in the end.",
        "14:sections[0].fields[8].number “number” means nothing here.",
        "15:sections[0].fields[9].terms This should be one term or more.",
        "15:sections[0].fields[9].formula No field is called “n”.",
        "16:sections[0].fields[10].terms This should be two terms or more.",
        "17:sections[0].fields[11].terms[1] This should be a whole number.",
        "17:sections[0].fields[11].decimals This number is not between 0 and 4.",
        "18:sections[0].fields[12].rows “n” is not a rows field.",
        "19:sections[0].fields[13].over No field is called “gone”.",
        "19:sections[0].fields[13].column “what” is not a number.",
        "19:sections[0].fields[13] “line-label” is missing.",
        "20:sections[0].fields[14].rows No field is called “gone”.",
        "24:sections[0].fields[15].name “u” is not a text.",
        "24:sections[0].fields[15].up The id “u” is used twice.",
        "24:sections[0].fields[15].corners “neither” is missing.",
        "29:sections[0].fields[16].name No field is called “gone”.",
        "29:sections[0].fields[16].in This should be a column of two to four choices.",
        "30:sections[0].fields[17].goal This number is not between 1 and 3660.",
        "33:examples[0].answers.list[0].gone No field is called “gone”.",
        "33:examples[0].answers.list[1] This should be an object.",
    ] {
        assert!(said.iter().any(|line| line.starts_with(expected)), "{expected}\nnot in {said:#?}");
    }
    for problem in &problems {
        let (what, mend) = problem.kind.words(Locale::ZhHans);
        let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        assert!(what.contains(is_han) && mend.contains(is_han), "{what} {mend}");
    }
}
