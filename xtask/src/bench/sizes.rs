//! What weighs how much: the files of the site, and what a program is made of.
//!
//! The breakdown is of a build of its own with longer names, optimised like the one that is
//! published. `bench/sizes.json` keeps what the files weighed when it was last written, so that
//! the budget can say which file grew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::wasm::{Program, weigh};
use crate::Failure;
use crate::run::{root, run, step};
use crate::setup;
use crate::site::FEATURES;
use crate::split;

/// Where the sizes are kept.
const KEPT: &str = "bench/sizes.json";

/// How many lines of each list are shown.
const LINES: usize = 40;

/// Names with their bytes.
pub(crate) type Sizes = BTreeMap<String, u64>;

/// Shows what weighs how much; writes the files' sizes down where that is asked for.
pub(super) fn show(write: bool) -> Result<(), Failure> {
    let files = of_site()?;
    let kept = kept();
    println!("## Files, in bytes of brotli, and since {KEPT}\n");
    for (name, size) in &files {
        println!("{size:>9}  {:>8}  {name}", since(kept.get(name), *size));
    }
    if write {
        let text = serde_json::to_string_pretty(&json!(files))?;
        fs::write(root().join(KEPT), text + "\n")?;
        println!("\nwritten to {KEPT}");
        return Ok(());
    }
    let programs = step("the programs with their names", "about 4 min the first time", with_names)?;
    for path in programs {
        let mut program = weigh(&fs::read(&path)?)?;
        for (name, _) in &mut program.functions {
            *name = plain(name);
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        print!("{}", breakdown(&name, &program));
    }
    Ok(())
}

/// How a size changed, as `+12`.
pub(crate) fn since(was: Option<&u64>, size: u64) -> String {
    match was {
        None => "new".to_owned(),
        Some(was) if *was == size => "=".to_owned(),
        Some(was) if *was < size => format!("+{}", size - was),
        Some(was) => format!("-{}", was - size),
    }
}

/// The files of the site with their brotli sizes, under names without hashes.
pub(crate) fn of_site() -> Result<Sizes, Failure> {
    let mut sizes = Sizes::new();
    for entry in fs::read_dir(root().join("dist"))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(name) = name.strip_suffix(".br") {
            *sizes.entry(without_hash(name)).or_default() += entry.metadata()?.len();
        }
    }
    if sizes.is_empty() {
        return Err("dist/ has no compressed files: run `cargo xtask build`".into());
    }
    Ok(sizes)
}

/// The sizes that were written down; none where there are none.
pub(crate) fn kept() -> Sizes {
    let text = fs::read_to_string(root().join(KEPT)).unwrap_or_default();
    let value: Value = serde_json::from_str(&text).unwrap_or_default();
    let files = value.as_object().cloned().unwrap_or_default();
    files.into_iter().filter_map(|(name, size)| Some((name, size.as_u64()?))).collect()
}

/// `app-4889159592c1.wasm` as `app-*.wasm`.
pub(crate) fn without_hash(name: &str) -> String {
    let mut parts = name.match_indices('-').filter_map(|(at, _)| {
        let (hash, ending) = name[at + 1..].split_once('.')?;
        let is_hash = hash.len() == 12 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hash.then(|| format!("{}-*.{ending}", &name[..at]))
    });
    parts.next().unwrap_or_else(|| name.to_owned())
}

/// Builds the programs as they are published, but with the whole names of their functions. Gives
/// their files, the parts of the first one included.
fn with_names() -> Result<Vec<PathBuf>, Failure> {
    let tools = setup::for_building()?;
    let target = super::work()?.join("names");
    let folder = target.join("cut");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let mut build = Command::new("cargo");
    build.args(["build", "--release", "--quiet", "--target", "wasm32-unknown-unknown", "--bins"]);
    // The newer names hold the types that a function was made for.
    let names = "target.wasm32-unknown-unknown.rustflags=['-Csymbol-mangling-version=v0']";
    build.args(["--config", names, "--target-dir"]).arg(&target);
    run(build.current_dir(root()))?;
    // Cutting finds its tools on PATH and the program below the target folder.
    let mut cut = Command::new(std::env::current_exe()?);
    cut.arg("cut").arg(&folder).env("PATH", &tools.path).env("CARGO_TARGET_DIR", &target);
    run(&mut cut)?;
    let mut bind = Command::new(tools.program("wasm-bindgen"));
    bind.arg(target.join("wasm32-unknown-unknown/release/tools.wasm"));
    bind.args(["--target", "web", "--no-typescript", "--out-name", "tools", "--out-dir"]);
    run(bind.arg(&folder))?;
    let mut programs = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "wasm") {
            let mut optimise = Command::new(tools.program("wasm-opt"));
            optimise.args(["-Oz", "-g", "--low-memory-unused"]).args(FEATURES);
            run(optimise.arg(&path).arg("-o").arg(&path))?;
            programs.push(path);
        }
    }
    programs.sort();
    Ok(programs)
}

/// Cuts the first program into its parts: a step of [`show`], with the tools on PATH.
pub(crate) fn cut(folder: &str) -> Result<(), Failure> {
    split::cut(Path::new(folder), true).map(|_| ())
}

/// A function's name as people write it: `alloc[3ca501edff3f0c7c]::vec` as `alloc::vec`. Parts of
/// the program still have the compiler's spelling, which wasm-bindgen undoes in the others.
fn plain(name: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(name));
    let mut parts = name.split('[');
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mark = part.split_once(']').filter(|(mark, _)| {
            mark.len() == 16 && mark.bytes().all(|byte| byte.is_ascii_hexdigit())
        });
        match mark {
            Some((_, rest)) => written.push_str(rest),
            None => {
                written.push('[');
                written.push_str(part);
            }
        }
    }
    written
}

/// What a program is made of, as lists.
fn breakdown(name: &str, program: &Program) -> String {
    let code: usize = program.functions.iter().map(|(_, size)| size).sum();
    let beside: usize = program.sections.iter().map(|(_, size)| size).sum();
    let mut text = format!("\n## {name}: {} bytes, {code} of code\n", code + beside);
    let functions = &program.functions;
    let lists: [(&str, Vec<(String, usize)>); 5] = [
        ("Beside the code", program.sections.clone()),
        ("Crates: whose source the code is", grouped(functions, crate_of)),
        ("For whom: our module that asked for it", grouped(functions, ours_in)),
        ("What it does: our own modules and others' functions", grouped(functions, task_of)),
        ("Functions", functions.clone()),
    ];
    for (title, mut sizes) in lists {
        sizes.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let _ = writeln!(text, "\n### {title}\n");
        for (name, size) in sizes.iter().take(LINES) {
            let share = 1_000 * size / (code + beside).max(1);
            let short: String = name.chars().take(140).collect();
            let _ = writeln!(text, "{size:>9}  {:>3}.{} %  {short}", share / 10, share % 10);
        }
    }
    text
}

/// The functions' sizes together, by what `group` says of their names.
fn grouped(functions: &[(String, usize)], group: impl Fn(&str) -> String) -> Vec<(String, usize)> {
    let mut groups = BTreeMap::<String, usize>::new();
    for (name, size) in functions {
        *groups.entry(group(name)).or_default() += size;
    }
    groups.into_iter().collect()
}

/// The first path in a name: of `<alloc::vec::Vec<u8> as core::fmt::Debug>::fmt`, `alloc::vec::Vec`.
fn first_path(name: &str) -> &str {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
    let paths = name.split(|c| !is_part(c)).filter(|part| part.contains("::"));
    let mut paths = paths.map(|path| path.trim_matches(':')).filter(|path| !path.is_empty());
    paths.next().unwrap_or(name)
}

fn crate_of(name: &str) -> String {
    let path = first_path(name);
    let first = path.split("::").next().unwrap_or(path);
    if path == name && !name.contains("::") { "no path".to_owned() } else { first.to_owned() }
}

/// Our module that a function belongs to or was made for: `sproutsheet::ui::rows`.
fn ours_in(name: &str) -> String {
    const OURS: &str = "sproutsheet::";
    let Some(at) = name.find(OURS) else { return "nobody in particular".to_owned() };
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
    let path = name[at..].split(|c| !is_part(c)).next().unwrap_or(OURS);
    let modules =
        path.split("::").take_while(|part| part.starts_with(|c: char| c.is_ascii_lowercase()));
    modules.take(3).collect::<Vec<_>>().join("::")
}

/// The function without the types that it was made for.
fn task_of(name: &str) -> String {
    let path = first_path(name);
    if path.starts_with("sproutsheet::") {
        return path.split("::").take(4).collect::<Vec<_>>().join("::");
    }
    let mut depth = 0_i32;
    let mut plain = String::new();
    for letter in name.trim_start_matches('<').chars() {
        match letter {
            '<' => depth += 1,
            '>' => depth -= 1,
            _ if depth <= 0 => plain.push(letter),
            _ => {}
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_hash() {
        assert_eq!(without_hash("app-4889159592c1.wasm"), "app-*.wasm");
        assert_eq!(without_hash("community.zh-Hans-c3c062838567.bin"), "community.zh-Hans-*.bin");
        assert_eq!(without_hash("a-b.txt"), "a-b.txt");
    }

    #[test]
    fn names_lose_their_marks() {
        let name = "<alloc[3ca501edff3f0c7c]::vec::Vec<[u8]> as core[c5930c85a12de822]::clone::Clone>::clone";
        assert_eq!(plain(name), "<alloc::vec::Vec<[u8]> as core::clone::Clone>::clone");
        let name = "_RNvMs3_NtCs5cOc02OMXlo_5alloc3stre12to_lowercase";
        assert_eq!(plain(name), "<str>::to_lowercase");
    }

    #[test]
    fn functions_are_told_apart_by_whose_they_are() {
        let name = "<alloc::vec::Vec<sproutsheet::ui::rows::Row> as core::clone::Clone>::clone";
        assert_eq!(crate_of(name), "alloc");
        assert_eq!(ours_in(name), "sproutsheet::ui::rows");
        assert_eq!(crate_of("sproutsheet::model::save::seal"), "sproutsheet");
        assert_eq!(crate_of("malloc"), "no path");
        assert_eq!(ours_in("malloc"), "nobody in particular");
        assert_eq!(
            task_of("core::ptr::drop_in_place::<alloc::string::String>"),
            "core::ptr::drop_in_place::"
        );
    }

    #[test]
    fn growth_is_said_with_its_sign() {
        assert_eq!(since(Some(&10), 12), "+2");
        assert_eq!(since(Some(&12), 10), "-2");
        assert_eq!(since(Some(&12), 12), "=");
        assert_eq!(since(None, 12), "new");
    }
}
