//! Installing by apt, where one may: on Debian as root.

use std::process::Command;

use crate::Failure;
use crate::run::{output, run, step};

/// Installs packages where apt may; elsewhere does nothing.
pub(crate) fn install(what: &str, packages: &[&str]) -> Result<(), Failure> {
    let is_root = output(Command::new("id").arg("-u")).is_some_and(|id| id == "0");
    let has_apt = output(Command::new("apt-get").arg("--version")).is_some();
    if !(is_root && has_apt) {
        return Ok(());
    }
    step(what, "about 1 min, once", || {
        run(Command::new("apt-get").args(["update", "-qq"]))?;
        let mut install = Command::new("apt-get");
        install.args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages);
        run(install.env("DEBIAN_FRONTEND", "noninteractive"))
    })
}
