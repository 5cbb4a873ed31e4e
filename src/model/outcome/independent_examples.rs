//! The worked examples of the pack `independent`: what is put in, and what the sheet shows.
//! Figures of the interview are marked so; all others are invented, as the sheets say.

use std::collections::BTreeMap;

use super::{Desk, Wording};
use crate::model::date;
use crate::model::text::Locale;
use crate::testing::{pack, response};

const ZH: Wording =
    Wording { yes: "是", no: "否", unsure: "说不准", comma: "、", blank: "____" };
const EN: Wording =
    Wording { yes: "Yes", no: "No", unsure: "Not sure", comma: ", ", blank: "____" };

/// A hundred pieces for one to two thousand yuan, forty per cent ready: interview.
const CALENDAR: [(&str, &str); 4] =
    [("budget", "2000"), ("units", "100"), ("cost", "15"), ("price", "128")];

/// A thousand pieces, and the turn at 200: interview.
const SLEEVES: [(&str, &str); 13] = [
    ("batch", "1000"),
    ("cost", "22"),
    ("price", "79"),
    ("lead", "总销量"),
    ("lead-goal", "200"),
    ("stop", "100"),
    ("then", "半价"),
    ("sales.r1.sold", "12"),
    ("sales.r2.sold", "10"),
    ("sales.r3.sold", "16"),
    ("sales.r4.sold", "30"),
    ("sales.r5.sold", "62"),
    ("sales.r6.sold", "80"),
];

/// 700,000 at 6 : 4: interview.
const INCOMES: [(&str, &str); 4] = [
    ("sources.r1.what", "自媒体"),
    ("sources.r1.amount", "420000"),
    ("sources.r2.what", "文创"),
    ("sources.r2.amount", "280000"),
];

/// What a sheet shows at a place, or says back where the place is empty.
fn shown(sheet: &str, answers: &[(&str, &str)], place: &str, locale: Locale) -> String {
    let pack = pack("independent", locale);
    let here = pack.sheet(&sheet.parse().unwrap()).unwrap();
    let responses = BTreeMap::from([(here.id.clone(), response(answers))]);
    let today = date::days("2026-11-23").unwrap();
    let desk = Desk { pack: &pack, here, responses: &responses, today };
    let wording = if locale == Locale::En { &EN } else { &ZH };
    if place.is_empty() {
        return desk.reading().map(|r| desk.filled(&r.say, wording)).unwrap_or_default();
    }
    desk.words(&place.parse().unwrap(), wording).unwrap_or_default()
}

fn all(sheet: &str, answers: &[(&str, &str)], expected: &[(&str, &str)]) {
    for (place, text) in expected {
        assert_eq!(shown(sheet, answers, place, Locale::ZhHans), *text, "{sheet}.{place}");
    }
}

#[test]
fn the_glowing_calendar() {
    let expected = [
        ("outlay", "1,500 元"),
        ("spare", "500 元"),
        ("even", "12 个"),
        ("margin", "113.00 元"),
        ("profit", "11,300 元"),
        ("twelve", "1,536 元"),
        ("after-twelve", "36 元"),
    ];
    all("firstbatch", &CALENDAR, &expected);
    let dearer = [("units", "100"), ("cost", "15"), ("price", "0")];
    all("firstbatch", &dearer, &[("even", "白送回不了本"), ("profit", "-1,500 元")]);
}

#[test]
fn the_thousand_sleeves_looked_hopeless_and_took_off() {
    let early =
        [("out", "18,998 元"), ("pace", "12.7 个"), ("missing", "241 个"), ("months", "20 个月")];
    all("patience", &SLEEVES[..10], &early);
    let later = [
        ("outlay", "22,000 元"),
        ("total", "210 个"),
        ("back", "16,590 元"),
        ("out", "5,410 元"),
        ("even", "279 个"),
        ("pace", "35.0 个"),
        ("missing", "69 个"),
        ("months", "2 个月"),
        ("against", "110 个"),
    ];
    all("patience", &SLEEVES, &later);
}

#[test]
fn nothing_sold_is_never_not_infinity() {
    let none = [("batch", "1000"), ("cost", "22"), ("price", "79"), ("sales.r1.sold", "0")];
    let expected = [("months", "照这样，永远回不了本"), ("out", "22,000 元"), ("pace", "0.0 个")];
    all("patience", &none, &expected);
    all("patience", &none[..3], &[("months", ""), ("out", "")]);
}

#[test]
fn the_line_that_was_written_decides_on_the_day() {
    let mut answers = SLEEVES.to_vec();
    answers.push(("review", "2026-11-22"));
    let said = shown("patience", &answers, "", Locale::ZhHans);
    assert!(said.starts_with("日子到了：卖出 210 个，过了你写的 100 个"), "{said}");
    answers.push(("stop", "300"));
    let said = shown("patience", &answers, "", Locale::En);
    assert!(said.contains("short of the 300 pieces you wrote"), "{said}");
    answers.push(("review", "2026-11-23"));
    let said = shown("patience", &answers, "", Locale::ZhHans);
    assert!(said.starts_with("定了：2026-11-23 之前只管等"), "today is not past: {said}");
}

#[test]
fn two_incomes_at_six_to_four() {
    let expected =
        [("total", "700,000 元"), ("most", "420,000 元"), ("rest", "280,000 元"), ("lean", "60 %")];
    all("twoincomes", &INCOMES, &expected);
}

#[test]
fn the_worst_month_counts() {
    let answers = [
        ("side-hours", "12"),
        ("job-hours", "48"),
        ("worst", "3500"),
        ("living", "6000"),
        ("reserve", "36000"),
    ];
    let expected = [
        ("side-share", "20 %"),
        ("cover", "0.58 个月"),
        ("runway", "6.0 个月"),
        ("gap", "2,500 元"),
        ("lasts", "15"),
    ];
    all("balance", &answers, &expected);
    let enough = [("worst", "6000"), ("living", "6000"), ("reserve", "36000")];
    all("balance", &enough, &[("lasts", "用不完：最差的月份也够过日子")]);
}

#[test]
fn the_leather_notebook_and_the_bonus() {
    // Fifty pieces at one to two hundred yuan: interview.
    let notebook = [("units", "50"), ("cost", "150"), ("returns", "6"), ("repair", "40")];
    all("selfish", &notebook, &[("stake", "7,500 元"), ("after", "240 元"), ("risk", "7,740 元")]);
    all("redline", &[("bonus", "30000"), ("months", "3")], &[("monthly", "10,000 元")]);
    let none = [("bonus", "30000"), ("months", "0")];
    all("redline", &none, &[("monthly", "不用熬，随时能走")]);
}

#[test]
fn effort_against_return_and_the_share_that_is_mine() {
    let platforms = [
        ("platforms.r1.name", "长视频"),
        ("platforms.r1.hours", "40"),
        ("platforms.r1.money", "800"),
        ("platforms.r2.name", "短视频"),
        ("platforms.r2.hours", "20"),
        ("platforms.r2.money", "3200"),
    ];
    let expected =
        [("hours-total", "60.0 小时"), ("money-total", "4,000 元"), ("hourly", "66.7 元")];
    all("streak", &platforms, &expected);
    let week = [("work.r1.mine", "2"), ("work.r1.theirs", "38")];
    all("purpose", &week, &[("share", "5 %")]);
    let none = [("work.r1.mine", "0"), ("work.r1.theirs", "0")];
    all("purpose", &none, &[("share", "还没写小时数")]);
}

#[test]
fn the_first_day_of_365() {
    let first = [("promise", "发一页手帐"), ("days.d20261123.day", "2026-11-23")];
    assert_eq!(shown("streak", &first, "days", Locale::ZhHans), "1/365");
}
