//! The backup: one file with everything that a person wrote.
//!
//! JSON, one part a line, so that a file that was cut or spoiled still gives all its other lines:
//!
//! ```text
//! {"format":"sproutsheet-backup","version":1,"made":1769000000000,"count":2,"parts":[
//! {"key":"first/community/job","check":"9f8e7d6c","body":{"sheet":"community/job",…}},
//! {"key":"aside/1769000000000/first/community/job/a","check":"0a1b2c3d","body":"sproutsheet 1 …"}
//! ]}
//! ```
//!
//! A part's `key` says what it is: `<notebook>/<pack>/<sheet>` is a sheet's answers, `notebooks` the
//! list of notebooks (a response like any other, see `notebook`), `own/<pack>` an author's worksheet,
//! without which the answers on it could not be read, `aside/…` a save that could not be read; the
//! last two as text. `check` is the CRC-32 of key and body, as the file holds them.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::save::SavedSheet;
use super::sum::crc32;

/// The version that this program writes.
pub const VERSION: u32 = 1;
/// The most bytes of a file that is read: three times what browsers let a site keep.
pub const FILE_LIMIT: usize = 32 * 1024 * 1024;

const FORMAT: &str = "{\"format\":\"sproutsheet-backup\",\"version\":";

/// One part of a backup: its body as JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub key: String,
    /// Its JSON.
    pub body: String,
}

/// Why a file gives nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BackupError {
    /// It is no backup of this program.
    Foreign,
    /// A newer version made it.
    Newer,
    /// It is larger than anything that is kept here.
    TooLarge,
}

/// What a file gave, as it is handed to the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backup {
    /// When it was made: milliseconds since 1970.
    pub made: u64,
    /// The list of notebooks, and the sheets, with their keys.
    pub sheets: Vec<(String, SavedSheet)>,
    /// What had been set aside.
    pub aside: Vec<(String, String)>,
    /// Authors' own worksheets, as they are kept.
    pub own: Vec<(String, String)>,
    /// The parts that could not be read: their keys, as far as they can be made out.
    pub lost: Vec<String>,
    /// How many parts are not even there: the file was cut.
    pub missing: usize,
}

/// How long writing may go without a backup before a reminder, in milliseconds: a week.
const WEEK: u64 = 7 * 24 * 60 * 60 * 1_000;

/// Whether to remind of the backup: something is a week without one, and the last reminder is too.
pub fn is_due(unkept: Option<u64>, reminded: Option<u64>, now: u64) -> bool {
    let is_old = |at: u64| now.saturating_sub(at) >= WEEK;
    unkept.is_some_and(is_old) && reminded.is_none_or(is_old)
}

fn check(key: &str, body: &str) -> u32 {
    crc32(&[key.as_bytes(), &[0], body.as_bytes()])
}

/// Writes a backup.
pub fn write(made: u64, parts: &[Part]) -> String {
    let mut text =
        format!("{FORMAT}{VERSION},\"made\":{made},\"count\":{},\"parts\":[\n", parts.len());
    for (at, Part { key, body }) in parts.iter().enumerate() {
        let comma = if at + 1 < parts.len() { "," } else { "" };
        // Keys are ids and slashes; a quote could only come from outside.
        let key = key.replace(['"', '\\', '\n'], "-");
        let check = check(&key, body);
        let _ = writeln!(
            text,
            "{{\"key\":\"{key}\",\"check\":\"{check:08x}\",\"body\":{body}}}{comma}"
        );
    }
    text.push_str("]}\n");
    text
}

/// What stands in a backup's lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    /// When it was made.
    pub made: u64,
    /// The parts that are whole.
    pub parts: Vec<Part>,
    /// The keys of those that are not.
    pub lost: Vec<String>,
    /// How many are not there.
    pub missing: usize,
}

/// Reads a backup line by line.
///
/// # Errors
/// Where no line of it is one of ours, or it is too large.
pub fn read(text: &str) -> Result<Lines, BackupError> {
    if text.len() > FILE_LIMIT {
        return Err(BackupError::TooLarge);
    }
    let text = text.trim_start_matches('\u{feff}').trim();
    let (head, _) = text.split_once('\n').unwrap_or((text, ""));
    let number = |name: &str| -> Option<u64> {
        let from = head.find(name)? + name.len();
        let digits: String = head[from..].chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok()
    };
    let is_ours = head.starts_with(FORMAT);
    if is_ours && number("\"version\":").is_some_and(|version| version > u64::from(VERSION)) {
        return Err(BackupError::Newer);
    }
    let (mut parts, mut lost) = (Vec::new(), Vec::new());
    let lines = text.lines().skip(usize::from(is_ours)).map(str::trim);
    for line in lines.filter(|line| !line.is_empty() && *line != "]}") {
        match part(line) {
            Some(part) => parts.push(part),
            None => lost.push(key(line).unwrap_or_default().to_owned()),
        }
    }
    if !is_ours && parts.is_empty() {
        return Err(BackupError::Foreign);
    }
    let count = number("\"count\":").and_then(|count| usize::try_from(count).ok()).unwrap_or(0);
    let missing = count.saturating_sub(parts.len() + lost.len());
    Ok(Lines { made: number("\"made\":").unwrap_or(0), parts, lost, missing })
}

fn key(line: &str) -> Option<&str> {
    Some(line.strip_prefix("{\"key\":\"")?.split_once('"')?.0)
}

fn part(line: &str) -> Option<Part> {
    let line = line.strip_suffix(',').unwrap_or(line);
    let key = key(line)?;
    let rest = line.get("{\"key\":\"".len() + key.len()..)?.strip_prefix("\",\"check\":\"")?;
    let (sum, rest) = rest.split_once('"')?;
    let body = rest.strip_prefix(",\"body\":")?.strip_suffix('}')?;
    let is_whole = u32::from_str_radix(sum, 16).ok()? == check(key, body);
    is_whole.then(|| Part { key: key.to_owned(), body: body.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn some() -> Vec<Part> {
        let part = |key: &str, body: &str| Part { key: key.to_owned(), body: body.to_owned() };
        vec![
            part("notebooks", "{\"sheet\":\"notebooks\"}"),
            part("first/community/job", "{\"who\":\"老周，“修鞋的”\"}"),
            part("aside/12/first/community/job/a", "\"sproutsheet 1 \\n{\""),
        ]
    }

    #[test]
    fn a_backup_reads_back_and_is_json() {
        let text = write(1_769_000_000_000, &some());
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(json["parts"][1]["body"]["who"], "老周，“修鞋的”");
        assert_eq!(json["count"], 3);
        let lines = read(&text).unwrap();
        assert_eq!(
            (lines.made, lines.parts, lines.lost, lines.missing),
            (1_769_000_000_000, some(), vec![], 0)
        );
        let empty = read(&write(1, &[])).unwrap();
        assert_eq!((empty.parts.len(), empty.missing), (0, 0));
    }

    #[test]
    fn a_spoiled_line_costs_only_itself() {
        let text = write(1, &some());
        let spoiled = text.replace("修鞋", "修车");
        let lines = read(&spoiled).unwrap();
        assert_eq!(lines.lost, ["first/community/job"]);
        assert_eq!(lines.parts, [some()[0].clone(), some()[2].clone()]);
        let cut = &text[..text.find("{\"key\":\"aside").unwrap()];
        let lines = read(cut).unwrap();
        assert_eq!((lines.parts.len(), lines.missing), (2, 1));
        let beheaded = text.split_once('\n').unwrap().1;
        assert_eq!(read(beheaded).unwrap().parts, some());
    }

    #[test]
    fn a_reminder_comes_after_a_week_and_not_again_for_a_week() {
        const DAY: u64 = 86_400_000;
        assert!(!is_due(Some(1), None, 6 * DAY) && is_due(Some(1), None, 8 * DAY));
        assert!(!is_due(None, None, WEEK));
        assert!(!is_due(Some(1), None, WEEK));
        assert!(is_due(Some(1), None, WEEK + 1));
        assert!(!is_due(Some(1), Some(WEEK), WEEK + 5));
        assert!(is_due(Some(1), Some(WEEK), 2 * WEEK));
        // A clock that was set back reminds of nothing.
        assert!(!is_due(Some(5 * WEEK), None, WEEK));
    }

    #[test]
    fn what_is_not_ours_is_told_from_what_is_newer() {
        assert_eq!(read("hello"), Err(BackupError::Foreign));
        assert_eq!(read(""), Err(BackupError::Foreign));
        let newer = write(1, &some()).replace("\"version\":1", "\"version\":2");
        assert_eq!(read(&newer), Err(BackupError::Newer));
        assert_eq!(read(&" ".repeat(FILE_LIMIT + 1)), Err(BackupError::TooLarge));
        // What a browser lets a site keep, and as much again in quotes, is not too large.
        assert_eq!(read(&" ".repeat(20_000_000)), Err(BackupError::Foreign));
    }

    #[test]
    fn a_file_may_be_as_large_as_the_limit() {
        assert_eq!(read(&" ".repeat(FILE_LIMIT)), Err(BackupError::Foreign));
    }

    proptest! {
        #[test]
        fn any_cut_and_any_change_gives_only_what_was_written(at in 0.0..1.0_f64, letter in "\\PC") {
            let text = write(7, &some());
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
            let mut at = (text.len() as f64 * at) as usize;
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            let changed = format!("{}{letter}{}", &text[..at], text[at..].chars().skip(1).collect::<String>());
            for spoiled in [&text[..at], &changed] {
                if let Ok(lines) = read(spoiled) {
                    prop_assert!(lines.parts.iter().all(|part| some().contains(part)));
                    let is_headed = text.find('\n').is_some_and(|end| at > end);
                    let told = lines.parts.len() + lines.lost.len() + lines.missing;
                    prop_assert!(!is_headed || told >= 2);
                }
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "(?s).{0,120}") {
            let _ = read(&text);
        }
    }
}
