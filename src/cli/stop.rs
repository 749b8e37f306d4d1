//! Why a command ends early, and what that means for the exit status.

use std::fmt::Display;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use crate::output::say;

/// Why a command ends early.
#[derive(Debug)]
pub enum Stop {
    /// It could not be done: what was expected, what was found, what to do.
    Failed(String),
    /// It was asked for wrongly.
    Misused(String),
    /// Nobody reads the rest of the results (`kashf … | head`).
    PipeClosed,
}

/// The outcome of a command or a part of one.
pub type Outcome<T = ()> = Result<T, Stop>;

impl Stop {
    /// It could not be done.
    pub fn failed<T>(message: impl Into<String>) -> Outcome<T> {
        Err(Stop::Failed(message.into()))
    }

    /// It was asked for wrongly.
    pub fn misused<T>(message: impl Into<String>) -> Outcome<T> {
        Err(Stop::Misused(message.into()))
    }

    /// A file or folder could not be dealt with.
    pub fn at(path: &Path, what: &str, why: impl Display) -> Stop {
        Stop::Failed(format!("{} could not be {what}: {why}", path.display()))
    }

    /// Says it in one line and gives the exit status.
    pub fn report(self) -> ExitCode {
        let (message, status) = match self {
            Stop::Failed(message) => (message, 1),
            Stop::Misused(message) => (message, 2),
            Stop::PipeClosed => return ExitCode::SUCCESS,
        };
        let line: Vec<&str> = message.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        say(format_args!("kashf: {}", line.join(" ")));
        ExitCode::from(status)
    }
}

impl From<kashf::error::Error> for Stop {
    fn from(error: kashf::error::Error) -> Stop {
        Stop::Failed(error.to_string())
    }
}

/// Results could not be written.
impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Stop::PipeClosed,
            _ => Stop::Failed(format!("the results could not be written: {error}")),
        }
    }
}
