//! The program that this build carries; `build.rs` made its parts.

use super::Program;

impl Program<'static> {
    /// The page's program, or `None` in a build without the feature `page`.
    pub fn embedded() -> Option<Program<'static>> {
        #[cfg(feature = "page")]
        return Some(Program {
            wasm_gz: include_bytes!(concat!(env!("OUT_DIR"), "/kashf.wasm.gz")),
            more_gz: include_bytes!(concat!(env!("OUT_DIR"), "/more.wasm.gz")),
            glue: include_str!(concat!(env!("OUT_DIR"), "/glue.js")),
            boot: include_str!(concat!(env!("OUT_DIR"), "/boot.js")),
            keeper: include_str!("../app/sw.js"),
            style: include_str!(concat!(env!("OUT_DIR"), "/kashf.css")),
            icon: include_str!("../../style/icon.svg"),
            template: include_str!("../../index.html"),
            types: include_str!("../app/kashf.d.ts"),
        });
        #[cfg(not(feature = "page"))]
        None
    }
}
