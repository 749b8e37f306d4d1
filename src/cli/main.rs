//! `kashf`, the command line: arguments → files, answers, an exit status.
//!
//! Standard output carries results and nothing else, standard error carries talk. The
//! status is 0 when it was done, 1 when it could not be done (one line says what was
//! expected, what was found and what to do), 2 when it was asked for wrongly.
//!
//! Everything that is known about texts and indexes is known to the library; here are the
//! disk, the clock, threads and the terminal.

#[cfg(not(target_arch = "wasm32"))]
mod artefact;
#[cfg(not(target_arch = "wasm32"))]
mod columns;
#[cfg(not(target_arch = "wasm32"))]
mod command;
#[cfg(not(target_arch = "wasm32"))]
mod config;
#[cfg(not(target_arch = "wasm32"))]
mod corpus;
#[cfg(not(target_arch = "wasm32"))]
mod output;
#[cfg(not(target_arch = "wasm32"))]
mod size;
#[cfg(not(target_arch = "wasm32"))]
mod source;
#[cfg(not(target_arch = "wasm32"))]
mod stop;
#[cfg(not(target_arch = "wasm32"))]
mod temporary;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    use clap::Parser as _;
    match command::run(command::Arguments::parse()) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(stop) => stop.report(),
    }
}

/// The page has no command line.
#[cfg(target_arch = "wasm32")]
fn main() {}
