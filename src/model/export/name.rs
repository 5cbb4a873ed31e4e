//! Names of files: in the language, and safe on every system.

/// The longest name in bytes, without its ending. Many systems take 255.
const LIMIT: usize = 150;

/// Names that Windows keeps for devices.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// The name of a file: in its language, and safe on every system.
pub fn file_name(title: &str, day: &str, ending: &str) -> String {
    let unsafe_sign = |c: char| {
        c.is_control()
            || "<>:\"/\\|?*%#&{}$!'`@+=~".contains(c)
            // Marks that turn the direction of writing may hide an ending.
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let words: String = title.chars().map(|c| if unsafe_sign(c) { ' ' } else { c }).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut name = String::new();
    for c in words.trim_matches(['.', ' ', '-']).chars() {
        if name.len() + c.len_utf8() > LIMIT {
            break;
        }
        name.push(c);
    }
    let name = name.trim_end_matches(['.', ' ']);
    let lower = name.to_lowercase();
    let is_device = DEVICES.iter().any(|device| {
        let rest = lower.strip_prefix(device);
        rest.is_some_and(|rest| rest.len() <= 1 && rest.bytes().all(|b| b.is_ascii_digit()))
    });
    let name = if name.is_empty() || is_device { "sproutsheet" } else { name };
    format!("{name} {day}.{ending}")
}

#[cfg(test)]
mod tests {
    use super::file_name;
    use proptest::prelude::*;

    #[test]
    fn a_name_stays_in_its_language() {
        assert_eq!(file_name("一句话说清", "2026-11-23", "md"), "一句话说清 2026-11-23.md");
        assert_eq!(file_name("a/b: c?", "d", "csv"), "a b c d.csv");
        assert_eq!(file_name("CON", "d", "txt"), "sproutsheet d.txt");
        assert_eq!(file_name("..", "d", "txt"), "sproutsheet d.txt");
        for name in ["Cone", "com12", "Console"] {
            assert_eq!(file_name(name, "d", "txt"), format!("{name} d.txt"));
        }
    }

    #[test]
    fn a_name_is_as_long_as_the_limit_at_most() {
        let cut = |title: &str| file_name(title, "d", "txt");
        let most = "a".repeat(150);
        assert_eq!(cut(&most), format!("{most} d.txt"));
        assert_eq!(cut(&"a".repeat(151)), format!("{most} d.txt"));
        assert_eq!(cut(&"字".repeat(51)), format!("{} d.txt", "字".repeat(50)));
        // One more would begin within the limit and end beyond it.
        assert_eq!(cut(&format!("a{}", "字".repeat(50))), format!("a{} d.txt", "字".repeat(49)));
    }

    proptest! {
        #[test]
        fn any_title_makes_a_safe_name(title in "\\PC{0,300}|[./:*?\"<>| -]{0,9}|(com|LPT)[0-9]?") {
            let name = file_name(&title, "2026-11-23", "csv");
            prop_assert!(name.len() < 200);
            prop_assert!(!name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|']));
            prop_assert!(!name.chars().any(char::is_control));
            prop_assert!(!name.starts_with(['.', ' ', '-']));
            prop_assert!(name.ends_with(" 2026-11-23.csv"));
        }
    }
}
