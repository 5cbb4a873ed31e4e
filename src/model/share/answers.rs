//! The answers of one sheet as a link holds them: which fields, their small answers, their texts.
//!
//! A small answer is a number in half bytes: 0 says that the answer stands among the texts (it is
//! none that the field knows), anything else is the answer. So every answer travels, whatever it
//! is, and the usual ones in half a byte.

use super::pack::{Reader, Writer};
use super::{ShareError, Shared, SharedSheet};
use crate::model::date;
use crate::model::field::{Choice, Field, Wire};
use crate::model::response::Answer;
use crate::model::worksheet::{Pack, Worksheet};

/// Ends a text; a text that holds this character or [`ESCAPE`] writes it escaped.
const END: char = '\0';
const ESCAPE: char = '\u{1}';

/// The most sheets in one link.
const SHEETS: usize = 64;

/// The fields that take answers, in the order of their numbers.
fn in_order(sheet: &Worksheet) -> Vec<&Field> {
    let mut fields: Vec<_> = sheet.fields().collect();
    fields.sort_by_key(|field| field.number);
    fields
}

/// Writes the sheets' parts of the header and their small answers; gives the texts.
pub(super) fn write(shared: &Shared, pack: &Pack, out: &mut Writer) -> Result<String, ShareError> {
    let sheets = shared.sheets.iter().map(|shared| {
        let found = pack.sheet_in_link(shared.number);
        found.map(|sheet| (shared, sheet)).ok_or(ShareError::UnknownSheet)
    });
    let sheets = sheets.collect::<Result<Vec<_>, _>>()?;
    for (i, (shared, sheet)) in sheets.iter().enumerate() {
        let more = u32::from(i + 1 < sheets.len());
        out.number(u32::from(shared.number) << 1 | more);
        out.number(shared.version.into());
        let mut flags = Vec::new();
        for field in in_order(sheet) {
            if shared.answers.contains_key(&field.id) {
                flags.resize(usize::from(field.number), false);
                flags[usize::from(field.number) - 1] = true;
            }
        }
        out.flags(&flags);
    }
    let mut texts = String::new();
    for (shared, sheet) in sheets {
        for field in in_order(sheet) {
            let (Some(answer), Some(wire)) = (shared.answers.get(&field.id), field.wire()) else {
                continue;
            };
            let small = smalls(&wire, answer.as_str());
            for number in small.as_deref().unwrap_or(&[0]) {
                if wire != Wire::Text {
                    out.small(*number);
                }
            }
            if small.is_none() {
                for c in answer.as_str().chars() {
                    if matches!(c, END | ESCAPE) {
                        texts.push(ESCAPE);
                        texts.push(if c == END { '0' } else { '1' });
                    } else {
                        texts.push(c);
                    }
                }
                texts.push(END);
            }
        }
    }
    // The last end says nothing: the header tells how many texts there are.
    texts.pop();
    Ok(texts)
}

/// How many characters the texts have, without what ends and escapes them.
pub(super) fn length(texts: &str) -> usize {
    texts.chars().filter(|c| !matches!(*c, END | ESCAPE)).count()
}

/// The numbers that stand for an answer; nothing where it must travel as text.
fn smalls(wire: &Wire<'_>, answer: &str) -> Option<Vec<u32>> {
    let number_of = |choices: &[Choice], id: &str| {
        choices.iter().find(|c| c.id.as_str() == id).map(|c| u32::from(c.number))
    };
    match wire {
        Wire::Text => None,
        Wire::Choice(choices) => number_of(choices, answer).map(|number| vec![number]),
        Wire::Choices(choices) => {
            // The count first; the ids must stand as they will be read back.
            let ids: Vec<&str> = answer.split(' ').collect();
            let numbers =
                ids.iter().map(|id| number_of(choices, id)).collect::<Option<Vec<_>>>()?;
            let count = u32::try_from(numbers.len()).ok()?;
            Some(std::iter::once(count).chain(numbers).collect())
        }
        Wire::YesNo => {
            let at = YES_NO.iter().position(|word| *word == answer)?;
            Some(vec![u32::try_from(at).ok()? + 1])
        }
        Wire::Date => date::days(answer).map(|days| vec![days + 1]),
        Wire::Number => {
            let number: u32 = answer.parse().ok()?;
            let same = number < 1 << 29 && number.to_string() == answer;
            same.then(|| vec![number + 1])
        }
    }
}

const YES_NO: [&str; 3] = ["yes", "no", "unsure"];

/// A sheet's part of the header.
pub(super) struct Head {
    pub(super) number: u16,
    pub(super) version: u16,
    flags: Vec<bool>,
}

/// Reads the sheets' parts of the header.
pub(super) fn heads(reader: &mut Reader<'_>) -> Result<Vec<Head>, ShareError> {
    let mut heads = Vec::new();
    loop {
        let number = reader.number()?;
        let version = reader.number()?;
        let flags = reader.flags()?;
        heads.push(Head {
            number: u16::try_from(number >> 1).map_err(|_| ShareError::Damaged)?,
            version: u16::try_from(version).map_err(|_| ShareError::Damaged)?,
            flags,
        });
        if number & 1 == 0 {
            return Ok(heads);
        }
        if heads.len() == SHEETS {
            return Err(ShareError::TooLarge);
        }
    }
}

/// Where an answer was, while reading: known already, or the next text.
enum Read {
    Known(Answer),
    Text,
}

/// Reads the small answers; `texts` is called once with what follows them, and gives the texts.
pub(super) fn read(
    heads: Vec<Head>,
    mut reader: Reader<'_>,
    pack: &Pack,
    texts: impl FnOnce(&[u8]) -> Result<String, ShareError>,
) -> Result<Vec<SharedSheet>, ShareError> {
    let mut sheets = Vec::new();
    for head in heads {
        let sheet = pack.sheet_in_link(head.number).ok_or(ShareError::UnknownSheet)?;
        let fields = in_order(sheet);
        let mut read = Vec::new();
        for (at, _) in head.flags.iter().enumerate().filter(|(_, flag)| **flag) {
            // A field that this version does not know: a newer sheet.
            let field = fields
                .iter()
                .find(|field| usize::from(field.number) == at + 1)
                .ok_or(ShareError::Newer)?;
            let wire = field.wire().ok_or(ShareError::Newer)?;
            read.push((field.id.clone(), answer(&wire, &mut reader)?));
        }
        sheets.push((head.number, head.version, read));
    }
    let texts = texts(reader.rest())?;
    let mut texts = texts.split(END);
    let mut next = || texts.next().and_then(unescape).ok_or(ShareError::Damaged);
    let mut out = Vec::new();
    for (number, version, read) in sheets {
        let mut answers = std::collections::BTreeMap::new();
        for (field, read) in read {
            let answer = match read {
                Read::Known(answer) => answer,
                Read::Text => Answer::new(next()?).ok_or(ShareError::Damaged)?,
            };
            answers.insert(field, answer);
        }
        out.push(SharedSheet { number, version, answers });
    }
    // What is left is the filling of a very short link: empty.
    if texts.all(str::is_empty) { Ok(out) } else { Err(ShareError::Damaged) }
}

fn answer(wire: &Wire<'_>, reader: &mut Reader<'_>) -> Result<Read, ShareError> {
    if *wire == Wire::Text {
        return Ok(Read::Text);
    }
    let number = reader.small()?;
    if number == 0 {
        return Ok(Read::Text);
    }
    let id_of = |choices: &[Choice], number: u32| {
        let found = choices.iter().find(|choice| u32::from(choice.number) == number);
        found.map(|choice| choice.id.to_string()).ok_or(ShareError::Newer)
    };
    let text = match wire {
        Wire::Text => String::new(),
        Wire::Choice(choices) => id_of(choices, number)?,
        Wire::Choices(choices) => {
            let mut ids = Vec::new();
            for _ in 0..number {
                ids.push(id_of(choices, reader.small()?)?);
            }
            ids.join(" ")
        }
        Wire::YesNo => {
            let word = YES_NO.get(number as usize - 1).ok_or(ShareError::Newer)?;
            (*word).to_owned()
        }
        Wire::Date => date::of_days(number - 1).ok_or(ShareError::Damaged)?,
        Wire::Number => (number - 1).to_string(),
    };
    Answer::new(text).map(Read::Known).ok_or(ShareError::Damaged)
}

fn unescape(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            ESCAPE => match chars.next()? {
                '0' => END,
                '1' => ESCAPE,
                _ => return None,
            },
            c => c,
        });
    }
    Some(out)
}
