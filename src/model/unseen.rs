//! Characters that cannot be seen, or that turn the line around them.
//!
//! What a person writes stays as it was written. What a stranger sent is shown with such characters
//! marked, and content may not hold them at all. Joiners, variation selectors and the marks of
//! direction that Arabic and Hebrew need are not among them: people write with those.

use std::borrow::Cow;

/// Whether a character cannot be seen, or turns what stands behind it.
#[allow(clippy::match_same_arms)] // each arm is a class of its own
pub fn is_unseen(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        // Embeddings, overrides and isolates: the page isolates what it shows.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        // No width: hyphens, spaces, operators, marks of order, deprecated marks, annotations.
        '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2064}' => true,
        '\u{206a}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' => true,
        // Fillers that are drawn as nothing, separators of lines, tags.
        '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{3164}' | '\u{ffa0}' => true,
        '\u{2028}' | '\u{2029}' | '\u{e0000}'..='\u{e007f}' => true,
        _ => c.is_control(),
    }
}

/// Text with a mark for each character that cannot be seen.
pub fn marked(text: &str) -> Cow<'_, str> {
    if text.contains(is_unseen) { text.replace(is_unseen, "\u{fffd}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_stays() {
        for text in ["老周，“修鞋的”\n第二行\t列", "نص עברית\u{200f}", "👩‍👩‍👧‍👦", "می‌خواهم", "e\u{301}"]
        {
            assert_eq!(marked(text), text);
        }
    }

    #[test]
    fn what_hides_or_turns_is_marked() {
        assert_eq!(marked("a\u{202e}gnp.exe"), "a\u{fffd}gnp.exe");
        assert_eq!(marked("pay\u{200b}pal\u{0}"), "pay\u{fffd}pal\u{fffd}");
        assert_eq!(marked("\u{2067}\u{e0041}\u{3164}\r"), "\u{fffd}\u{fffd}\u{fffd}\u{fffd}");
    }

    #[test]
    fn each_class_of_what_has_no_width_is_marked() {
        for c in ['\u{ad}', '\u{206a}', '\u{feff}', '\u{fffb}', '\u{2028}', '\u{ffa0}'] {
            assert_eq!(marked(&c.to_string()), "\u{fffd}", "{c:?}");
        }
    }
}
