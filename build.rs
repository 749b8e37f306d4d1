//! Builds the page's program, so that the `kashf` binary can carry it.
//!
//! With the feature `page` (the default): compiles the binary `app` for the browser in a
//! nested cargo with a target folder of its own, runs wasm-bindgen over it as a library, and
//! leaves in `OUT_DIR` what `package::Program` is made of: `kashf.wasm.gz`, `more.wasm.gz`,
//! `glue.js`, `boot.js` and `kashf.css`. Without it: nothing, and nothing of this is compiled.
//!
//! The same source gives the same bytes in every checkout: absolute paths are remapped, the
//! flags are fixed here instead of taken from the environment, and no optimiser of unknown
//! version is run afterwards; only the order of functions is our own (`build/arrange.rs`).
//!
//! `cargo clippy` and docs.rs need no program and get empty files. `cargo check`, `doc` and
//! `test` cannot be told from `cargo build` here: give them `--no-default-features`.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    #[cfg(feature = "page")]
    if let Err(message) = page::build() {
        for line in message.lines() {
            println!("cargo:warning={line}");
        }
        std::process::exit(1);
    }
}

#[cfg(feature = "page")]
#[path = "build/arrange.rs"]
mod arrange;

#[cfg(feature = "page")]
#[path = "build/shorten.rs"]
mod shorten;

#[cfg(feature = "page")]
mod page {
    use std::env;
    use std::fs;
    use std::num::NonZeroU64;
    use std::path::{Path, PathBuf};
    use std::process::Command;

    use wasm_bindgen_cli_support::Bindgen;

    use crate::arrange::arrange;
    use crate::shorten;

    const TARGET: &str = "wasm32-unknown-unknown";
    const PROFILE: &str = "web";

    /// Everything that the outer cargo says to a build script about this very build, and
    /// that would make the nested one a different build.
    const FOREIGN: &[&str] = &[
        "RUSTFLAGS",
        "RUSTDOCFLAGS",
        "RUSTC_WORKSPACE_WRAPPER",
        "CLIPPY_ARGS",
        "CARGO_BUILD_TARGET",
        "CARGO_BUILD_RUSTFLAGS",
        "CARGO_TARGET_DIR",
        "CARGO_INCREMENTAL",
        "CARGO_MANIFEST_DIR",
        "CARGO_MANIFEST_PATH",
        "TARGET",
        "HOST",
        "PROFILE",
        "OPT_LEVEL",
        "DEBUG",
        "OUT_DIR",
        "NUM_JOBS",
        "RUSTC",
        "RUSTDOC",
    ];
    const FOREIGN_FAMILIES: &[&str] = &[
        "CARGO_CFG_",
        "CARGO_FEATURE_",
        "CARGO_PKG_",
        "CARGO_PROFILE_",
        "CARGO_TARGET_WASM32_",
        "DEP_",
    ];

    pub fn build() -> Result<(), String> {
        watch();
        let root = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
        let out = PathBuf::from(variable("OUT_DIR")?);
        let style = style(&root)?;
        write(&out.join("kashf.css"), shorten::style(&style).as_bytes())?;
        let boot = read(&root.join("src/app/boot.js"))?;
        write(&out.join("boot.js"), shorten::lean(&boot).as_bytes())?;
        if is_only_looked_at() {
            for file in ["glue.js", "kashf.wasm.gz", "more.wasm.gz"] {
                write(&out.join(file), b"")?;
            }
            return Ok(());
        }
        install_target(&root)?;
        let whole = compile(&root, &out)?;
        let Parts { first, more } = cut(&whole, &out.join("parts"))?;
        write(&out.join("more.wasm.gz"), &gzip(&arrange(&lone(&more)?)?)?)?;
        let mut output = Bindgen::new()
            .input_path(&first)
            .no_modules(true)
            .and_then(|bindgen| {
                bindgen
                    // The second part uses the table of functions.
                    .keep_lld_exports(true)
                    .typescript(false)
                    .remove_name_section(true)
                    .remove_producers_section(true)
                    .omit_default_module_path(true)
                    .generate_output()
            })
            .map_err(|error| {
                format!("wasm-bindgen could not read {}: {error:#}", whole.display())
            })?;
        // Leptos' helper for split programs marks them with a hash of the place where its own
        // source lies, and its server functions bring classes for streams. Nothing here is
        // streamed or split by that helper: what only those exports hold can go.
        let script = output.js().to_owned();
        let program = output.wasm_mut();
        let unused = |name: &str| {
            name.starts_with("_WASM_SPLIT_MARKER_")
                || name.starts_with("intounderlying")
                || name.starts_with("__wbg_intounderlying")
                || ["__data_end", "__heap_base"].contains(&name)
        };
        let exports = &mut program.exports;
        let gone: Vec<_> =
            exports.iter().filter(|one| unused(&one.name)).map(|one| one.id()).collect();
        for export in gone {
            exports.delete(export);
        }
        walrus::passes::gc::run(program);
        write(&out.join("glue.js"), shorten::script(&script, program)?.as_bytes())?;
        let program = arrange(&program.emit_wasm())?;
        write(&out.join("kashf.wasm.gz"), &gzip(&program)?)
    }

    /// Names what the page is made of, so that an edit of the command line's own sources
    /// does not build the page again. A new folder in `src` is seen by its line in `lib.rs`.
    fn watch() {
        for path in ["Cargo.toml", "Cargo.lock", "rust-toolchain.toml", "index.html", "style"] {
            println!("cargo:rerun-if-changed={path}");
        }
        let sources = fs::read_dir("src").into_iter().flatten().flatten();
        for entry in sources.filter(|entry| entry.file_name() != "cli") {
            println!("cargo:rerun-if-changed={}", entry.path().display());
        }
        println!("cargo:rerun-if-env-changed=RUSTC_WORKSPACE_WRAPPER");
        println!("cargo:rerun-if-env-changed=DOCS_RS");
    }

    /// True when nothing will be run: clippy (which cargo knows as a wrapper) and docs.rs.
    fn is_only_looked_at() -> bool {
        let wrapper = env::var("RUSTC_WORKSPACE_WRAPPER").unwrap_or_default();
        wrapper.contains("clippy") || env::var_os("DOCS_RS").is_some()
    }

    /// The style sheets that `index.html` names in its marked region, joined in that order:
    /// Trunk and this build then always agree.
    fn style(root: &Path) -> Result<String, String> {
        let page = read(&root.join("index.html"))?;
        let region = page
            .split_once("<!-- kashf:style -->")
            .and_then(|(_, rest)| rest.split_once("<!-- /kashf:style -->"))
            .ok_or("index.html has no region <!-- kashf:style --> … <!-- /kashf:style -->")?
            .0;
        let mut joined = String::new();
        for href in region.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            joined += read(&root.join(href))?.trim_end();
            joined += "\n";
        }
        Ok(joined)
    }

    /// Adds the browser's target to the tool chain when it is missing. Where there is no
    /// rustup (a distribution's Rust), the compiler itself will say what is missing.
    fn install_target(root: &Path) -> Result<(), String> {
        let installed = sysroot()?.join("lib/rustlib").join(TARGET).exists();
        if installed {
            return Ok(());
        }
        match Command::new("rustup").args(["target", "add", TARGET]).current_dir(root).output() {
            Ok(done) if !done.status.success() => Err(format!(
                "the page needs Rust's target {TARGET}, and adding it failed; \
                 run `rustup target add {TARGET}`, then build again\n{}",
                String::from_utf8_lossy(&done.stderr)
            )),
            _ => Ok(()),
        }
    }

    /// Where the parts of the program are.
    struct Parts {
        first: PathBuf,
        more: PathBuf,
    }

    /// Cuts the program where its source says so (`src/app/more.rs`). It is done before
    /// wasm-bindgen comes, which knows the first part only and has no need of the second.
    fn cut(whole: &Path, folder: &Path) -> Result<Parts, String> {
        let program = fs::read(whole)
            .map_err(|error| format!("{} could not be read: {error}", whole.display()))?;
        let first = folder.join("first.wasm");
        let mut options = wasm_split_cli_support::Options::new(&program);
        options.output_dir = folder;
        options.main_out_path = &first;
        options.emit_dwarf = false;
        let done = wasm_split_cli_support::transform(options)
            .map_err(|error| format!("the program could not be cut: {error:#}"))?;
        let found = done.split_modules.len();
        match <[PathBuf; 1]>::try_from(done.split_modules) {
            Ok([more]) => Ok(Parts { first, more }),
            Err(_) => {
                Err(format!("expected the program to be cut in two, found {found} further parts"))
            }
        }
    }

    /// A part without the names of its functions.
    fn lone(part: &Path) -> Result<Vec<u8>, String> {
        let mut module = walrus::ModuleConfig::new()
            .generate_name_section(false)
            .generate_producers_section(false)
            .parse_file(part)
            .map_err(|error| format!("{} could not be read: {error:#}", part.display()))?;
        walrus::passes::gc::run(&mut module);
        Ok(module.emit_wasm())
    }

    /// Compiles the page's program; returns where it is.
    fn compile(root: &Path, out: &Path) -> Result<PathBuf, String> {
        let target_dir = target_dir(out).join("page");
        let mut cargo = Command::new(variable("CARGO")?);
        cargo
            .current_dir(root)
            .args(["rustc", "--bin", "app", "--no-default-features"])
            .args(["--target", TARGET, "--profile", PROFILE, "--target-dir"])
            .arg(&target_dir);
        if root.join("Cargo.lock").exists() {
            cargo.arg("--locked");
        }
        // What is to be cut needs to be known reference by reference.
        cargo.args(["--", "--cfg", "kashf_cut", "-Clink-arg=--emit-relocs"]);
        for (name, _) in env::vars_os() {
            let known = name.to_string_lossy();
            let family = FOREIGN_FAMILIES.iter().any(|family| known.starts_with(family));
            if family || FOREIGN.contains(&&*known) {
                cargo.env_remove(&name);
            }
        }
        // Takes the place of every other source of flags, `.cargo/config.toml` included.
        cargo.env("CARGO_ENCODED_RUSTFLAGS", flags(root)?.join("\x1f"));
        let done = cargo.output().map_err(|error| format!("cargo could not be run: {error}"))?;
        if !done.status.success() {
            return Err(format!(
                "the page's program did not compile; `cargo build --bin app \
                 --no-default-features --target {TARGET} --profile {PROFILE}` shows it alone\n{}",
                String::from_utf8_lossy(&done.stderr)
            ));
        }
        Ok(target_dir.join(TARGET).join(PROFILE).join("app.wasm"))
    }

    /// The compiler's flags: those of `.cargo/config.toml` for this target, and every place
    /// that differs between machines renamed, because panic messages name source files.
    fn flags(root: &Path) -> Result<Vec<String>, String> {
        let mut flags = vec!["--cfg".to_owned(), "erase_components".to_owned()];
        let mut rename = |from: &Path, to: &str| {
            flags.push(format!("--remap-path-prefix={}={to}", from.display()));
        };
        rename(root, "kashf");
        if let Some(home) = cargo_home() {
            // One folder per registry, named after its address: a mirror has another name.
            for registry in fs::read_dir(home.join("registry/src")).into_iter().flatten().flatten()
            {
                rename(&registry.path(), "crates");
            }
        }
        // Where the standard library's sources are installed the compiler names those files,
        // elsewhere this virtual place.
        let standard = sysroot()?.join("lib/rustlib/src/rust");
        rename(&standard, &format!("/rustc/{}", rustc_commit()?));
        Ok(flags)
    }

    fn cargo_home() -> Option<PathBuf> {
        let home = || env::home_dir().map(|home| home.join(".cargo"));
        env::var_os("CARGO_HOME").map(PathBuf::from).or_else(home)
    }

    fn sysroot() -> Result<PathBuf, String> {
        Ok(PathBuf::from(rustc(&["--print", "sysroot"])?.trim()))
    }

    fn rustc_commit() -> Result<String, String> {
        let said = rustc(&["-vV"])?;
        let commit = said.lines().find_map(|line| line.strip_prefix("commit-hash: "));
        Ok(commit.unwrap_or("unknown").to_owned())
    }

    fn rustc(arguments: &[&str]) -> Result<String, String> {
        let asked = Command::new(variable("RUSTC")?).args(arguments).output();
        let said = asked.map_err(|error| format!("rustc could not be run: {error}"))?.stdout;
        Ok(String::from_utf8_lossy(&said).into_owned())
    }

    /// The outer build's target folder: above `PROFILE/build/PACKAGE/out`.
    fn target_dir(out: &Path) -> &Path {
        let build = out.ancestors().find(|folder| folder.ends_with("build"));
        build.and_then(Path::parent).and_then(Path::parent).unwrap_or(out)
    }

    /// Smaller by a twentieth than what gzip makes at its best, in some seconds. Further
    /// rounds than two take off a thousandth.
    fn gzip(bytes: &[u8]) -> Result<Vec<u8>, String> {
        let options = zopfli::Options {
            iteration_count: const { NonZeroU64::new(2).unwrap() },
            ..zopfli::Options::default()
        };
        let mut packed = Vec::new();
        zopfli::compress(options, zopfli::Format::Gzip, bytes, &mut packed)
            .map_err(|error| format!("the program could not be compressed: {error}"))?;
        Ok(packed)
    }

    fn variable(name: &str) -> Result<String, String> {
        env::var(name).map_err(|_| format!("cargo did not set {name}: run this through cargo"))
    }

    fn read(path: &Path) -> Result<String, String> {
        fs::read_to_string(path)
            .map_err(|error| format!("{} could not be read: {error}", path.display()))
    }

    fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
        fs::write(path, bytes)
            .map_err(|error| format!("{} could not be written: {error}", path.display()))
    }
}
