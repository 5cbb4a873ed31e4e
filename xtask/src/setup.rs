//! What building needs, put where it is missing.
//!
//! Tools go into the user's cache folder, by version, so that a second checkout starts at once.
//! `SPROUTSHEET_TOOLS` names another folder. What is on PATH already and fits is used as it is.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Failure;
use crate::run::{output, root, run, step};

const TARGET: &str = "wasm32-unknown-unknown";
const TRUNK: &str = "0.21.14";
/// The npm package that ships wasm-opt.
const BINARYEN: &str = "132.0.0";
/// Makes our own scripts smaller.
const TERSER: &str = "5.51.4";

/// Where the tools are, as a PATH.
pub(crate) struct Tools {
    /// PATH with the tools before all else.
    pub(crate) path: OsString,
}

impl Tools {
    /// Where a program is: a child is looked up on our own PATH, not on the one it is given.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        let places = std::env::split_paths(&self.path).map(|place| place.join(&name));
        places.into_iter().find(|program| program.is_file()).unwrap_or_else(|| name.into())
    }
}

/// The folder that tools go into.
pub(crate) fn folder() -> Result<PathBuf, Failure> {
    if let Some(folder) = std::env::var_os("SPROUTSHEET_TOOLS") {
        let folder = PathBuf::from(folder);
        return Ok(if folder.is_absolute() { folder } else { root().join(folder) });
    }
    let cache = if cfg!(target_os = "macos") {
        std::env::var_os("HOME").map(|home| Path::new(&home).join("Library/Caches"))
    } else if cfg!(windows) {
        std::env::var_os("LOCALAPPDATA").map(PathBuf::from)
    } else {
        std::env::var_os("XDG_CACHE_HOME")
            .map(PathBuf::from)
            .or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cache")))
    };
    let cache = cache.ok_or("no home folder found: set SPROUTSHEET_TOOLS to a folder for tools")?;
    Ok(cache.join("sproutsheet"))
}

/// Sets up all that a build needs.
pub(crate) fn for_building() -> Result<Tools, Failure> {
    wasm_target()?;
    let wasm_bindgen = locked_version("wasm-bindgen")?;
    let mut places = vec![
        installed(
            "trunk",
            "trunk",
            TRUNK,
            &["--no-default-features", "--features", "rustls"],
            true,
        )?,
        installed("wasm-bindgen", "wasm-bindgen-cli", &wasm_bindgen, &[], false)?,
    ];
    places.extend([wasm_opt()?, terser()?]);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places = places.into_iter().flatten().chain(std::env::split_paths(&path));
    Ok(Tools { path: std::env::join_paths(places)? })
}

/// A tool that only the full run of the checks needs.
pub(crate) fn tool(name: &str, version: &str) -> Result<PathBuf, Failure> {
    let place = installed(name, name, version, &[], true)?;
    Ok(place.map_or_else(|| name.into(), |place| place.join(name)))
}

/// The compiler's WebAssembly target.
fn wasm_target() -> Result<(), Failure> {
    let libraries =
        output(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]));
    if libraries.is_some_and(|folder| Path::new(&folder).exists()) {
        return Ok(());
    }
    step("Rust's WebAssembly target", "about 5 s to 1 min", || {
        run(Command::new("rustup").args(["target", "add", TARGET])).map_err(|error| {
            format!("{error}\nAdd the target {TARGET} to your Rust by hand, then try again.").into()
        })
    })
}

/// The version of a package in Cargo.lock.
pub(crate) fn locked_version(package: &str) -> Result<String, Failure> {
    let lock = fs::read_to_string(root().join("Cargo.lock"))?;
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| **line != name);
    lines
        .nth(1)
        .and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'))
        .map(str::to_owned)
        .ok_or_else(|| format!("Cargo.lock has no {package}").into())
}

/// Makes sure of a cargo tool. Gives the folder that it is in; nothing where PATH has it.
fn installed(
    program: &str,
    package: &str,
    version: &str,
    features: &[&str],
    locked: bool,
) -> Result<Option<PathBuf>, Failure> {
    let fits = |program: &Path| {
        let said = output(Command::new(program).arg("--version"));
        said.is_some_and(|said| said.split_whitespace().any(|word| word == version))
    };
    if fits(Path::new(program)) {
        return Ok(None);
    }
    let place = folder()?.join(format!("{package}-{version}"));
    let bin = place.join("bin");
    if fits(&bin.join(program)) {
        return Ok(Some(bin));
    }
    let has_binstall = output(Command::new("cargo").args(["binstall", "-V"])).is_some();
    if has_binstall {
        let fetched = step(&format!("{package} {version}, ready-made"), "about 10 s", || {
            let mut command = Command::new("cargo");
            command.args(["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"]);
            run(command.arg(&place).arg(format!("{package}@{version}")))
        });
        if fetched.is_ok() && fits(&bin.join(program)) {
            return Ok(Some(bin));
        }
    }
    let expected = match package {
        "wasm-bindgen-cli" => "about 1 min, once",
        _ => "about 2 to 4 min, once",
    };
    step(&format!("{package} {version}"), expected, || {
        let mut command = Command::new("cargo");
        command.args(["install", package, "--version", version, "--root"]).arg(&place);
        command.args(features);
        if locked {
            command.arg("--locked");
        }
        // Most of the time goes into optimising, and these tools are quick enough without.
        command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0");
        command.env("CARGO_PROFILE_RELEASE_LTO", "off");
        command.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        command.env("CARGO_PROFILE_RELEASE_DEBUG", "false");
        command.env("CARGO_TARGET_DIR", folder()?.join("building"));
        run(command.current_dir(std::env::temp_dir()))
    })?;
    Ok(Some(bin))
}

/// wasm-opt, from PATH or npm.
fn wasm_opt() -> Result<Option<PathBuf>, Failure> {
    from_npm("wasm-opt", "binaryen", BINARYEN, |program| {
        let said = output(Command::new(program).arg("--version")).unwrap_or_default();
        let version = said.split_whitespace().find_map(|word| word.parse::<u32>().ok());
        version.is_some_and(|version| version >= 120)
    })
}

/// terser, from npm.
fn terser() -> Result<Option<PathBuf>, Failure> {
    from_npm("terser", "terser", TERSER, |program| {
        let said = output(Command::new(program).arg("--version")).unwrap_or_default();
        said.split_whitespace().any(|word| word == TERSER)
    })
}

/// Makes sure of a tool that npm ships. Gives the folder that it is in; nothing where PATH has it.
/// Without Node there is none: the build is a little larger.
fn from_npm(
    program: &str,
    package: &str,
    version: &str,
    fits: impl Fn(&Path) -> bool,
) -> Result<Option<PathBuf>, Failure> {
    if fits(Path::new(program)) {
        return Ok(None);
    }
    let place = folder()?.join(format!("{package}-{version}"));
    let bin = place.join("node_modules/.bin");
    if fits(&bin.join(program)) {
        return Ok(Some(bin));
    }
    if output(Command::new("npm").arg("--version")).is_none() {
        eprintln!("── no Node here: building without {program}, the page will be a little larger");
        return Ok(None);
    }
    step(program, "about 5 s, once", || {
        fs::create_dir_all(&place)?;
        let mut command = Command::new("npm");
        command.args(["install", "--no-audit", "--no-fund", "--no-save", "--loglevel=error"]);
        run(command.arg(format!("{package}@{version}")).arg("--prefix").arg(&place))
    })?;
    Ok(Some(bin))
}
