//! Undo and redo.
//!
//! The history keeps, for each step, the edits that take it back. Undoing makes new edits with
//! new stamps, so an undo travels to other tabs and merges like any other writing. Typing in one
//! place groups into one step, as editors do: until a pause, or until another place.

use serde::{Deserialize, Serialize};

use super::id::Address;
use super::response::Edit;

/// How many steps are kept.
const STEPS: usize = 500;

/// How many of them are kept over a reload.
const KEPT_STEPS: usize = 128;

/// A pause after which typing starts a new step, in milliseconds.
const PAUSE: u64 = 1_500;

/// A step of the history: edits made in order to take something back, or to do it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    edits: Vec<Edit>,
    /// Where and when typing went on last; nothing for steps that are never joined.
    typing: Option<(Address, u64)>,
}

/// What can be undone and redone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
}

impl History {
    /// Notes what takes back an edit that was typed at `now`.
    pub fn typed(&mut self, inverse: Edit, now: u64) {
        self.redo.clear();
        let Edit::Answer { address, .. } = &inverse else {
            return self.done(vec![inverse]);
        };
        if let Some(Step { typing: Some((place, last)), .. }) = self.undo.last_mut()
            && place == address
            && now.saturating_sub(*last) < PAUSE
        {
            // The step already goes back to what stood before the first key.
            *last = now;
            return;
        }
        let typing = Some((address.clone(), now));
        self.push(Step { edits: vec![inverse], typing });
    }

    /// Notes what takes back one action of several edits, in the order they were made.
    pub fn done(&mut self, mut inverses: Vec<Edit>) {
        if inverses.is_empty() {
            return;
        }
        self.redo.clear();
        inverses.reverse();
        self.push(Step { edits: inverses, typing: None });
    }

    fn push(&mut self, step: Step) {
        self.undo.push(step);
        if self.undo.len() > STEPS {
            self.undo.remove(0);
        }
    }

    /// The latest steps as bytes, at most `limit` of them: to be kept over a reload.
    pub fn to_bytes(&self, limit: usize) -> Vec<u8> {
        let last =
            |steps: &[Step], count: usize| steps[steps.len().saturating_sub(count)..].to_vec();
        let mut count = KEPT_STEPS;
        while count > 0 {
            let some = Self { undo: last(&self.undo, count), redo: last(&self.redo, count) };
            match postcard::to_allocvec(&some) {
                Ok(bytes) if bytes.len() <= limit => return bytes,
                _ => count /= 2,
            }
        }
        Vec::new()
    }

    /// The steps that were kept; none where the bytes say nothing.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let mut history: Self = postcard::from_bytes(bytes).unwrap_or_default();
        // A reload ends what was being typed: writing on is a step of its own.
        if let Some(last) = history.undo.last_mut() {
            last.typing = None;
        }
        history
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Takes the last step back: `apply` makes each edit and gives its inverse.
    pub fn undo(&mut self, apply: impl FnMut(Edit) -> Option<Edit>) {
        Self::turn(&mut self.undo, &mut self.redo, apply);
    }

    /// Does the last undone step again.
    pub fn redo(&mut self, apply: impl FnMut(Edit) -> Option<Edit>) {
        Self::turn(&mut self.redo, &mut self.undo, apply);
    }

    fn turn(from: &mut Vec<Step>, to: &mut Vec<Step>, apply: impl FnMut(Edit) -> Option<Edit>) {
        let Some(step) = from.pop() else { return };
        let mut inverses: Vec<_> = step.edits.into_iter().filter_map(apply).collect();
        inverses.reverse();
        to.push(Step { edits: inverses, typing: None });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::response::{Answer, Response};
    use crate::model::stamp::{Clock, Replica};

    struct Writer {
        response: Response,
        history: History,
        clock: Clock,
    }

    impl Writer {
        fn new() -> Self {
            Self {
                response: Response::default(),
                history: History::default(),
                clock: Clock::new(Replica(1)),
            }
        }

        fn write(&mut self, address: &str, text: &str, now: u64) {
            let edit =
                Edit::Answer { address: address.parse().unwrap(), answer: Answer::new(text) };
            if let Some(inverse) = self.response.apply(edit, self.clock.tick(now)) {
                self.history.typed(inverse, now);
            }
        }

        fn undo(&mut self) {
            let Self { response, history, clock } = self;
            history.undo(|edit| response.apply(edit, clock.tick(0)));
        }

        fn redo(&mut self) {
            let Self { response, history, clock } = self;
            history.redo(|edit| response.apply(edit, clock.tick(0)));
        }

        fn text(&self, field: &str) -> &str {
            self.response.text(&field.parse().unwrap())
        }
    }

    #[test]
    fn typing_in_one_place_is_one_step() {
        let mut writer = Writer::new();
        for (i, text) in ["h", "he", "hel"].iter().enumerate() {
            writer.write("who", text, 100 * i as u64);
        }
        writer.write("who", "hello", 10_000);
        writer.undo();
        assert_eq!(writer.text("who"), "hel");
        writer.undo();
        assert_eq!(writer.text("who"), "");
        writer.redo();
        writer.redo();
        assert_eq!(writer.text("who"), "hello");
        assert!(!writer.history.can_redo());
    }

    #[test]
    fn another_place_is_another_step_and_writing_ends_redo() {
        let mut writer = Writer::new();
        writer.write("who", "a", 0);
        writer.write("where", "b", 1);
        writer.undo();
        assert_eq!((writer.text("who"), writer.text("where")), ("a", ""));
        writer.write("who", "c", 2);
        assert!(!writer.history.can_redo());
    }

    #[test]
    fn the_steps_survive_as_bytes_and_what_is_too_long_keeps_the_latest() {
        let mut writer = Writer::new();
        for (at, text) in ["one", "two", "three"].into_iter().enumerate() {
            writer.write("who", text, 10_000 * at as u64);
        }
        let row = Edit::RemoveRow { field: "list".parse().unwrap(), row: "r1".parse().unwrap() };
        writer.history.done(vec![row.clone()]);
        let position = fractional_index::FractionalIndex::default();
        let (field, row) = ("list".parse().unwrap(), "r1".parse().unwrap());
        writer.history.done(vec![Edit::PutRow { field, row, position }]);
        let bytes = writer.history.to_bytes(10_000);
        assert_eq!(History::from_bytes(&bytes), writer.history);
        let short = History::from_bytes(&writer.history.to_bytes(60));
        assert!(short.can_undo());
        assert_eq!(short.undo.last(), writer.history.undo.last());
        assert_eq!(writer.history.to_bytes(2), b"", "there is room for no step");
        assert_eq!(History::from_bytes(&bytes[..bytes.len() - 1]), History::default());
        assert_eq!(History::from_bytes(b"anything"), History::from_bytes(b""));
    }

    #[test]
    fn an_action_of_several_edits_is_one_step() {
        let mut writer = Writer::new();
        let mut inverses = Vec::new();
        for (address, text) in [("who", "a"), ("where", "b"), ("who", "c")] {
            let edit =
                Edit::Answer { address: address.parse().unwrap(), answer: Answer::new(text) };
            inverses.extend(writer.response.apply(edit, writer.clock.tick(0)));
        }
        writer.history.done(inverses);
        writer.undo();
        assert_eq!((writer.text("who"), writer.text("where")), ("", ""));
        writer.redo();
        assert_eq!((writer.text("who"), writer.text("where")), ("c", "b"));
    }

    #[test]
    fn a_pause_since_the_last_key_ends_a_step() {
        let mut writer = Writer::new();
        assert!(!writer.history.can_undo() && !writer.history.can_redo());
        writer.write("who", "a", 0);
        writer.write("who", "ab", PAUSE - 1);
        writer.write("who", "abc", 2 * PAUSE - 2);
        writer.write("who", "abcd", 3 * PAUSE - 2);
        writer.undo();
        assert_eq!(writer.text("who"), "abc");
        assert!(writer.history.can_undo() && writer.history.can_redo());
        writer.undo();
        assert_eq!(writer.text("who"), "");
        assert!(!writer.history.can_undo());
    }

    #[test]
    fn the_oldest_steps_go_and_a_reload_keeps_fewer() {
        let step = |at: usize| {
            let answer = Answer::new(at.to_string());
            vec![Edit::Answer { address: "who".parse().unwrap(), answer }]
        };
        let mut history = History::default();
        for at in 0..=STEPS {
            history.done(step(at));
        }
        assert_eq!((history.undo.len(), &history.undo[0].edits), (STEPS, &step(1)));
        let kept = History::from_bytes(&history.to_bytes(usize::MAX));
        assert_eq!((kept.undo.len(), kept.undo.last()), (KEPT_STEPS, history.undo.last()));
    }

    #[test]
    fn writing_on_after_a_reload_is_a_step_of_its_own() {
        let mut writer = Writer::new();
        writer.write("who", "a", 0);
        writer.history = History::from_bytes(&writer.history.to_bytes(10_000));
        writer.write("who", "ab", 1);
        writer.undo();
        assert_eq!(writer.text("who"), "a");
    }
}
