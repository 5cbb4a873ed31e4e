//! When something was written: a hybrid logical clock.
//!
//! Every edit carries a stamp, and of two edits of one thing the later stamp stands. Wall time
//! alone would lose edits when a device's clock is set back; so a clock never runs backwards: it
//! keeps the latest time it has seen, its own or another copy's, and counts on from there.
//! Method: Kulkarni et al., "Logical Physical Clocks", 2014.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Which copy wrote: a random number, drawn once for each open page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Replica(pub u32);

/// A moment of writing. Stamps are ordered: by time, then by count, then by copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Stamp {
    /// Milliseconds since 1970, as the clock knew them; below 2^53.
    pub millis: u64,
    /// Counts edits that share their milliseconds.
    pub counter: u32,
    /// The copy that wrote.
    pub replica: Replica,
}

/// A text that is no stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StampError;

impl fmt::Display for StampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a stamp is time-count-copy, each in base 36")
    }
}

/// The largest time a stamp holds: what a JavaScript number holds exactly.
const LATEST: u64 = (1 << 53) - 1;

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}-{}-{}",
            Base36(self.millis),
            Base36(self.counter.into()),
            Base36(self.replica.0.into())
        )
    }
}

impl FromStr for Stamp {
    type Err = StampError;

    fn from_str(text: &str) -> Result<Self, StampError> {
        let mut parts = text.split('-').map(|part| u64::from_str_radix(part, 36));
        let mut next = || parts.next().and_then(Result::ok).ok_or(StampError);
        let (millis, counter, replica) = (next()?, next()?, next()?);
        let small = |number| u32::try_from(number).map_err(|_| StampError);
        if parts.next().is_some() || millis > LATEST {
            return Err(StampError);
        }
        Ok(Self { millis, counter: small(counter)?, replica: Replica(small(replica)?) })
    }
}

impl TryFrom<String> for Stamp {
    type Error = StampError;

    fn try_from(text: String) -> Result<Self, StampError> {
        text.parse()
    }
}

impl From<Stamp> for String {
    fn from(stamp: Stamp) -> Self {
        stamp.to_string()
    }
}

/// Prints a number in base 36.
struct Base36(u64);

impl fmt::Display for Base36 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = [0_u8; 13];
        let mut rest = self.0;
        let mut start = digits.len();
        loop {
            start -= 1;
            digits[start] = b"0123456789abcdefghijklmnopqrstuvwxyz"[(rest % 36) as usize];
            rest /= 36;
            if rest == 0 {
                break;
            }
        }
        digits[start..].iter().try_for_each(|&d| write!(f, "{}", d as char))
    }
}

/// Gives out stamps, each later than all it has given out or witnessed.
#[derive(Clone, Debug)]
pub struct Clock {
    last: Stamp,
}

impl Clock {
    /// A clock of the copy `replica` that has seen nothing yet.
    pub fn new(replica: Replica) -> Self {
        Self { last: Stamp { millis: 0, counter: 0, replica } }
    }

    /// The copy that it gives stamps to.
    pub fn replica(&self) -> Replica {
        self.last.replica
    }

    /// The stamp of an edit made when the device's clock shows `now` milliseconds.
    pub fn tick(&mut self, now: u64) -> Stamp {
        let now = now.min(LATEST);
        if now > self.last.millis {
            self.last.millis = now;
            self.last.counter = 0;
        } else if let Some(counter) = self.last.counter.checked_add(1) {
            self.last.counter = counter;
        } else {
            self.last.millis = self.last.millis.saturating_add(1).min(LATEST);
            self.last.counter = 0;
        }
        self.last
    }

    /// The stamp of an edit that replaces something written at `replaced`: always the later one,
    /// even over what a device with a broken clock wrote.
    pub fn tick_after(&mut self, now: u64, replaced: Option<Stamp>) -> Stamp {
        if let Some(replaced) = replaced.filter(|stamp| *stamp > self.last) {
            self.last.millis = replaced.millis;
            self.last.counter = replaced.counter;
        }
        self.tick(now)
    }

    /// Takes note of a stamp from elsewhere: later edits here will stand above it.
    ///
    /// A stamp more than a day ahead of `now` is a broken clock's; it is ordered as it stands,
    /// but this clock does not follow it, or one such device would drag all others along.
    pub fn witness(&mut self, seen: Stamp, now: u64) {
        const DAY: u64 = 86_400_000;
        if seen.millis <= now.saturating_add(DAY)
            && (seen.millis, seen.counter) > (self.last.millis, self.last.counter)
        {
            self.last.millis = seen.millis;
            self.last.counter = seen.counter;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_clock_set_back_still_moves_on() {
        let mut clock = Clock::new(Replica(7));
        let before = clock.tick(5_000);
        let after = clock.tick(1_000);
        assert!(after > before);
        assert_eq!(after.millis, 5_000);
        // Two edits of one millisecond are told apart.
        let [one, two] = [clock.tick(6_000), clock.tick(6_000)];
        assert_eq!((one.counter, two.counter), (0, 1));
    }

    #[test]
    fn a_witnessed_edit_is_followed_but_not_a_broken_clock() {
        let mut clock = Clock::new(Replica(1));
        let other = Stamp { millis: 900, counter: 3, replica: Replica(2) };
        clock.witness(other, 800);
        assert!(clock.tick(850) > other);
        let broken = Stamp { millis: 1 << 52, counter: 0, replica: Replica(2) };
        clock.witness(broken, 1_000);
        assert_eq!(clock.tick(1_000).millis, 1_000);
        assert!(clock.tick_after(1_000, Some(broken)) > broken);
    }

    #[test]
    fn a_stamp_has_three_parts_and_a_time_that_javascript_knows() {
        // 2^53 - 1 and 2^53.
        assert!("2gosa7pa2gv-0-0".parse::<Stamp>().is_ok());
        for none in ["2gosa7pa2gw-0-0", "1-2-3-4", "1-2", "1-2-1z141z4", "1--3"] {
            assert_eq!(none.parse::<Stamp>(), Err(StampError), "{none}");
        }
    }

    proptest! {
        #[test]
        fn a_stamp_prints_as_it_parses(millis in 0..=LATEST, counter: u32, replica: u32) {
            let stamp = Stamp { millis, counter, replica: Replica(replica) };
            prop_assert_eq!(stamp.to_string().parse(), Ok(stamp));
        }

        #[test]
        fn any_text_is_a_stamp_or_an_error(text in "\\PC{0,20}") {
            if let Ok(stamp) = text.parse::<Stamp>() {
                prop_assert_eq!(stamp.to_string().parse(), Ok(stamp));
            }
        }
    }
}
