//! Where one is: the fragment of the address, parsed and printed.
//!
//! ```text
//! #/                    the job card, the library below it
//! #/p/<pack>            the path: all worksheets of a pack as one way
//! #/w/<pack>/<sheet>    a worksheet
//! #/data                notebooks and the backup
//! #/gallery             every kind of field in each of its states
//! #/own                 an author's own worksheet, opened and checked
//! #/embed               the snippet that puts a worksheet into an article
//! #/print/<pack>/<sheet>?blank&letter   it on paper; without a sheet, the whole pack
//! #/print/<pack>/<sheet>?row=<row>      one row of it, a page of its own
//! #/print/<pack>?portrait               the portrait that the pack ends in
//! #A…                   a link: whatever starts with a capital or digit and goes on in letters
//!                       and digits, 13 characters or more
//! ```
//!
//! Chat apps do things to links: they add a query, glue on a full stop, percent-encode. What can
//! be told apart from the payload is taken off here.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::id::{PackId, RowId, SheetId, SheetRef};

/// Which page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The job card and the library.
    Home,
    /// All worksheets of a pack.
    Path(PackId),
    /// One worksheet.
    Sheet(SheetRef),
    /// Notebooks and the backup.
    Data,
    /// Every kind of field in each of its states.
    Gallery,
    /// An author's own worksheet, opened and checked.
    Own,
    /// The snippet that puts a worksheet into an article.
    Embed,
    /// A worksheet, or a whole pack, on paper.
    Print(Print),
    /// A link that somebody sent; its payload.
    Shared(String),
    /// Nothing that this version knows; the fragment as it stood.
    Unknown(String),
}

/// What is on paper, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// The pack.
    pub pack: PackId,
    /// The worksheet; nothing for the whole pack.
    pub sheet: Option<SheetId>,
    /// What of it.
    pub part: Part,
    /// Whether it is empty, to fill by pen.
    pub is_blank: bool,
    /// Whether the paper is Letter; else A4.
    pub is_letter: bool,
}

/// What of a worksheet, or of a pack, is on paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// All of it.
    #[default]
    Whole,
    /// One row of a worksheet.
    Row(RowId),
    /// The portrait that a pack ends in.
    Portrait,
}

impl Print {
    /// A worksheet as it is filled in, on A4; without one, the whole pack.
    pub fn of(pack: PackId, sheet: Option<SheetId>) -> Self {
        Self { pack, sheet, part: Part::Whole, is_blank: false, is_letter: false }
    }

    fn parse(path: &str) -> Option<Self> {
        let (path, words) = path.split_once('?').unwrap_or((path, ""));
        let path = path.split('&').next().unwrap_or(path).trim_end_matches('/');
        let (pack, sheet) = match path.split_once('/') {
            Some((pack, sheet)) => (pack, Some(sheet.parse().ok()?)),
            None => (path, None),
        };
        let says = |wanted| words.split('&').any(|word| word == wanted);
        let (is_blank, is_letter) = (says("blank"), says("letter"));
        let row = words.split('&').find_map(|word| word.strip_prefix("row=")?.parse().ok());
        let part = match (row, &sheet) {
            (Some(row), Some(_)) => Part::Row(row),
            (_, None) if says("portrait") => Part::Portrait,
            _ => Part::Whole,
        };
        Some(Self { pack: pack.parse().ok()?, sheet, part, is_blank, is_letter })
    }
}

impl fmt::Display for Print {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#/print/{}", self.pack)?;
        if let Some(sheet) = &self.sheet {
            write!(f, "/{sheet}")?;
        }
        let part = match &self.part {
            Part::Whole => None,
            Part::Row(row) => Some(format!("row={row}")),
            Part::Portrait => Some("portrait".to_owned()),
        };
        let blank = self.is_blank.then(|| "blank".to_owned());
        let letter = self.is_letter.then(|| "letter".to_owned());
        for (at, word) in part.into_iter().chain(blank).chain(letter).enumerate() {
            write!(f, "{}{word}", if at == 0 { '?' } else { '&' })?;
        }
        Ok(())
    }
}

/// The shortest payload of a link, in characters.
const PAYLOAD: usize = 13;

impl Route {
    /// The route of a fragment, with or without its `#`.
    pub fn parse(fragment: &str) -> Self {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment).trim();
        match fragment.trim_end_matches('/') {
            "" => return Self::Home,
            "/data" => return Self::Data,
            "/gallery" => return Self::Gallery,
            "/own" => return Self::Own,
            "/embed" => return Self::Embed,
            _ => {}
        }
        if let Some(path) = fragment.strip_prefix("/w/") {
            let path = path.split(['?', '&']).next().unwrap_or(path);
            if let Ok(sheet) = path.trim_end_matches('/').parse() {
                return Self::Sheet(sheet);
            }
        }
        if let Some(pack) = fragment.strip_prefix("/p/") {
            let pack = pack.split(['?', '&']).next().unwrap_or(pack);
            if let Ok(pack) = pack.trim_end_matches('/').parse() {
                return Self::Path(pack);
            }
        }
        if let Some(print) = fragment.strip_prefix("/print/").and_then(Print::parse) {
            return Self::Print(print);
        }
        // A browser gives white space as `%20`, so it goes only now.
        let decoded = percent_decoded(fragment);
        let decoded = decoded.trim();
        let end = decoded.find(|c: char| !c.is_ascii_alphanumeric());
        let payload = &decoded[..end.unwrap_or(decoded.len())];
        let leads = payload.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
        if leads && payload.len() >= PAYLOAD {
            return Self::Shared(payload.to_owned());
        }
        Self::Unknown(fragment.to_owned())
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home => f.write_str("#/"),
            Self::Gallery => f.write_str("#/gallery"),
            Self::Own => f.write_str("#/own"),
            Self::Embed => f.write_str("#/embed"),
            Self::Path(pack) => write!(f, "#/p/{pack}"),
            Self::Sheet(sheet) => write!(f, "#/w/{sheet}"),
            Self::Print(print) => print.fmt(f),
            Self::Data => f.write_str("#/data"),
            Self::Shared(payload) => write!(f, "#{payload}"),
            Self::Unknown(fragment) => write!(f, "#{fragment}"),
        }
    }
}

/// Percent-decodes once what is ASCII; leaves the rest as it stands.
fn percent_decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let code = rest.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code.filter(u8::is_ascii) {
            Some(byte) => {
                out.push(byte as char);
                rest = &rest[at + 3..];
            }
            None => {
                out.push('%');
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn routes_print_as_they_parse() {
        for text in [
            "#/",
            "#/data",
            "#/gallery",
            "#/own",
            "#/embed",
            "#/p/community",
            "#/w/community/job",
            "#A123456789abcd",
            "#/nowhere",
            "#abc",
        ] {
            assert_eq!(Route::parse(text).to_string(), text);
        }
        assert_eq!(Route::parse(""), Route::Home);
        assert_eq!(Route::parse("#"), Route::Home);
        for text in
            ["#/data", "#/gallery", "#/own", "#/embed", "#/p/community", "#/w/community/job"]
        {
            assert_eq!(Route::parse(&format!("{text}/")).to_string(), text);
        }
    }

    #[test]
    fn paper_has_an_address() {
        for text in [
            "#/print/community/job",
            "#/print/community/job?blank",
            "#/print/community?blank&letter",
            "#/print/community/problems?row=r18c-1-7f",
            "#/print/independent?portrait&letter",
        ] {
            assert!(matches!(Route::parse(text), Route::Print(_)), "{text}");
            assert_eq!(Route::parse(text).to_string(), text);
        }
        let print = Route::parse("#/print/community/job/?letter&from=timeline&blank");
        assert_eq!(print.to_string(), "#/print/community/job?blank&letter");
        assert!(matches!(Route::parse("#/print/"), Route::Unknown(_)));
        assert!(matches!(Route::parse("#/print/a/b/c"), Route::Unknown(_)));
    }

    #[test]
    fn what_chats_do_to_a_link_is_undone() {
        let payload = "A1x0123456789abc";
        for said in [
            format!("#{payload}"),
            format!("# {payload} "),
            format!("#%20{payload}%20"),
            format!("#{payload}。"),
            format!("#{payload}，快来看"),
            format!("#{payload}?from=singlemessage"),
            format!("#{payload}&from=timeline"),
            format!("#{payload}#wechat_redirect"),
            format!("#{payload})"),
            format!("#%41{}", &payload[1..]),
            format!("#{payload}%E3%80%82"),
        ] {
            assert_eq!(Route::parse(&said), Route::Shared(payload.to_owned()), "{said}");
        }
    }

    #[test]
    fn a_newer_form_is_a_link_and_a_word_is_not() {
        assert!(matches!(Route::parse("#Z123456789012"), Route::Shared(_)));
        assert!(matches!(Route::parse("#a123456789012"), Route::Unknown(_)));
        assert!(matches!(Route::parse("#A12345"), Route::Unknown(_)));
        assert!(matches!(Route::parse("#/w/community"), Route::Unknown(_)));
    }

    proptest! {
        #[test]
        fn any_fragment_is_a_route(text in "\\PC{0,60}|[#/%A-Za-z0-9?&]{0,60}") {
            let route = Route::parse(&text);
            prop_assert_eq!(Route::parse(&route.to_string()), route);
        }
    }
}
