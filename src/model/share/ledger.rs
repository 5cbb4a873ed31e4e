//! Which links were made here: by their checksums feedback finds the way back to its sheet.
//!
//! ```text
//! sproutsheet 1
//! 9f8e7d community/job
//! ```

use std::fmt;

use crate::model::id::SheetRef;

const HEAD: &str = "sproutsheet 1";
/// How many links are remembered: the newest.
const LINKS: usize = 300;

/// The links that were made here, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    links: Vec<(u32, SheetRef)>,
}

impl Ledger {
    /// Reads a ledger; nothing where a newer version wrote it. A line that is broken is one link
    /// less.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        match lines.next() {
            None => return Some(Self::default()),
            Some(head) if head != HEAD => return None,
            Some(_) => {}
        }
        let link = |line: &str| {
            let (checksum, sheet) = line.split_once(' ')?;
            Some((u32::from_str_radix(checksum, 16).ok()?, sheet.parse().ok()?))
        };
        Some(Self { links: lines.filter_map(link).collect() })
    }

    /// Remembers a link.
    pub fn note(&mut self, checksum: u32, sheet: SheetRef) {
        let link = (checksum, sheet);
        self.links.retain(|other| *other != link);
        self.links.push(link);
        let over = self.links.len().saturating_sub(LINKS);
        self.links.drain(..over);
    }

    /// Whether a link to this sheet was made here.
    pub fn knows(&self, checksum: u32, sheet: &SheetRef) -> bool {
        self.links.iter().any(|(other, at)| *other == checksum && at == sheet)
    }
}

impl fmt::Display for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEAD}")?;
        for (checksum, sheet) in &self.links {
            writeln!(f, "{checksum:06x} {sheet}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> SheetRef {
        text.parse().unwrap()
    }

    #[test]
    fn links_are_known_again_after_being_written() {
        let mut ledger = Ledger::default();
        ledger.note(0x00_ab_cd, at("community/job"));
        ledger.note(7, at("community/value"));
        ledger.note(0x00_ab_cd, at("community/job"));
        let text = ledger.to_string();
        assert_eq!(text, "sproutsheet 1\n000007 community/value\n00abcd community/job\n");
        let back = Ledger::parse(&text).unwrap();
        assert_eq!(back, ledger);
        assert!(back.knows(7, &at("community/value")));
        assert!(!back.knows(7, &at("community/job")) && !back.knows(8, &at("community/job")));
    }

    #[test]
    fn only_so_many_are_kept_and_what_is_broken_costs_a_line() {
        let mut ledger = Ledger::default();
        for checksum in 0..400 {
            ledger.note(checksum, at("community/job"));
        }
        assert!(ledger.knows(399, &at("community/job")) && !ledger.knows(99, &at("community/job")));
        let broken = Ledger::parse("sproutsheet 1\nxyz\n1 a/b/c\n2 community/job").unwrap();
        assert!(broken.knows(2, &at("community/job")));
        assert_eq!(Ledger::parse("sproutsheet 2\n1 community/job"), None);
        assert_eq!(Ledger::parse(""), Some(Ledger::default()));
    }
}
