//! Arranges the functions of the finished program, so that it packs smaller.
//!
//! A compressor looks back over 32 KB only, and the compiler leaves functions that are nearly
//! the same (two buttons, two lists) far apart. So: functions that are the same in every byte
//! become one, and the others are written in an order in which each resembles those just
//! before it. What the program does does not change, because Rust promises no function an
//! address of its own.
//!
//! The same program gives the same bytes everywhere: whole numbers only, and nothing depends
//! on the order of a hash map. This is no optimiser: it looks into no function.

use std::collections::HashMap;
use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module, Section};
use wasmparser::{CodeSectionReader, FunctionBody, FunctionSectionReader};
use wasmparser::{Parser, Payload, TypeRef};

type Result<T> = std::result::Result<T, Error<Infallible>>;

/// Bytes that two functions must share to resemble each other in one place.
const RUN: usize = 6;
/// A run that as many functions have is always near, and says nothing.
const COMMON: usize = 60;
/// How far back resemblance counts, in bytes: not the whole of what a compressor sees,
/// because finding something near is cheaper to write.
const NEAR: usize = 24_000;
/// What a run counts more when the very last function has it.
const LAST: u64 = 2;

/// The program with its functions in a better order.
pub fn arrange(program: &[u8]) -> std::result::Result<Vec<u8>, String> {
    let arranged = || {
        let functions = Functions::read(program)?;
        let mut plan = functions.plan();
        functions.fold(&mut plan)?;
        functions.sort(&mut plan)?;
        let mut module = Module::new();
        plan.parse_core_module(&mut module, Parser::new(0), program)?;
        Ok(module.finish())
    };
    arranged().map_err(|error: Error<Infallible>| {
        format!("the program's functions could not be arranged: {error}")
    })
}

/// The functions of a program.
struct Functions<'a> {
    /// How many it imports; the numbers of its own follow.
    imported: usize,
    types: Vec<u32>,
    bodies: Vec<FunctionBody<'a>>,
}

/// Which functions are kept, in which order, and what each is called by.
struct Plan {
    /// Places in [`Functions::bodies`].
    order: Vec<usize>,
    /// For each number that a function had, the number it gets.
    numbers: Vec<u32>,
}

impl<'a> Functions<'a> {
    fn read(program: &'a [u8]) -> Result<Functions<'a>> {
        let mut functions = Functions { imported: 0, types: Vec::new(), bodies: Vec::new() };
        for part in Parser::new(0).parse_all(program) {
            match part? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let ty = import?.ty;
                        functions.imported += usize::from(matches!(ty, TypeRef::Func(_)));
                    }
                }
                Payload::FunctionSection(section) => {
                    functions.types = section.into_iter().collect::<std::result::Result<_, _>>()?;
                }
                Payload::CodeSectionEntry(body) => functions.bodies.push(body),
                _ => {}
            }
        }
        Ok(functions)
    }

    /// Everything as it was.
    fn plan(&self) -> Plan {
        let all = self.imported + self.bodies.len();
        Plan { order: (0..self.bodies.len()).collect(), numbers: (0..all as u32).collect() }
    }

    /// A function's bytes, as they would be written now.
    fn bytes(&self, plan: &mut Plan, at: usize) -> Result<Vec<u8>> {
        let mut code = CodeSection::new();
        plan.parse_function_body(&mut code, self.bodies[at].clone())?;
        let mut bytes = Vec::new();
        code.append_to(&mut bytes);
        Ok(bytes)
    }

    /// Keeps the first of functions that are the same; that can make those that call them the
    /// same.
    fn fold(&self, plan: &mut Plan) -> Result<()> {
        loop {
            let mut first = HashMap::new();
            let mut kept = Vec::new();
            let mut instead: HashMap<u32, u32> = HashMap::new();
            for at in plan.order.clone() {
                let this = (self.types[at], self.bytes(plan, at)?);
                let same = *first.entry(this).or_insert(at);
                if same == at {
                    kept.push(at);
                } else {
                    instead.insert((self.imported + at) as u32, (self.imported + same) as u32);
                }
            }
            if instead.is_empty() {
                return Ok(());
            }
            plan.order = kept;
            for number in &mut plan.numbers {
                *number = *instead.get(number).unwrap_or(number);
            }
        }
    }

    /// Orders what is kept by resemblance, and numbers it anew.
    fn sort(&self, plan: &mut Plan) -> Result<()> {
        let mut bytes = Vec::new();
        for at in plan.order.clone() {
            bytes.push(self.bytes(plan, at)?);
        }
        plan.order = by_resemblance(&bytes).into_iter().map(|at| plan.order[at]).collect();
        let mut place = vec![0; self.bodies.len()];
        for (new, &at) in plan.order.iter().enumerate() {
            place[at] = (self.imported + new) as u32;
        }
        for number in &mut plan.numbers {
            if let Some(own) = (*number as usize).checked_sub(self.imported) {
                *number = place[own];
            }
        }
        Ok(())
    }
}

/// An order of texts: next is always the one that has most, for its length, of what was
/// written lately.
fn by_resemblance(texts: &[Vec<u8>]) -> Vec<usize> {
    let (runs, having) = runs(texts);
    // How often each run is near, and how many of each text's runs are.
    let mut near = vec![0_u32; having.len()];
    let mut shared = vec![0_u64; texts.len()];
    let mut left: Vec<usize> = (0..texts.len()).collect();
    let mut order: Vec<usize> = Vec::new();
    let (mut oldest, mut width) = (0, 0);
    while !left.is_empty() {
        let (mut best, mut best_shared, mut best_length) = (0, 0, 1);
        for (place, &at) in left.iter().enumerate() {
            // What is shared over the root of the length, squared.
            let (share, length) = (shared[at] * shared[at], texts[at].len() as u64 + 20);
            if share * best_length > best_shared * length {
                (best, best_shared, best_length) = (place, share, length);
            }
        }
        let next = left.remove(best);
        let before = order.last().copied();
        order.push(next);
        width += texts[next].len();
        for &run in before.into_iter().flat_map(|before: usize| &runs[before]) {
            for &at in &having[run] {
                shared[at] -= LAST;
            }
        }
        for &run in &runs[next] {
            let new = u64::from(near[run] == 0);
            near[run] += 1;
            for &at in &having[run] {
                shared[at] += LAST + new;
            }
        }
        while width > NEAR && oldest + 1 < order.len() {
            let gone = order[oldest];
            oldest += 1;
            width -= texts[gone].len();
            for &run in &runs[gone] {
                near[run] -= 1;
                if near[run] == 0 {
                    for &at in &having[run] {
                        shared[at] -= 1;
                    }
                }
            }
        }
    }
    order
}

/// The telling runs of each text, and the texts that have each.
fn runs(texts: &[Vec<u8>]) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
    let mut numbers: HashMap<&[u8], usize> = HashMap::new();
    let mut having: Vec<Vec<usize>> = Vec::new();
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let mut own = Vec::new();
        for run in text.windows(RUN) {
            let number = *numbers.entry(run).or_insert(having.len());
            if number == having.len() {
                having.push(Vec::new());
            }
            if having[number].last() != Some(&at) {
                having[number].push(at);
                own.push(number);
            }
        }
        runs.push(own);
    }
    for own in &mut runs {
        own.retain(|&run| (2..COMMON).contains(&having[run].len()));
    }
    (runs, having)
}

impl Reencode for Plan {
    type Error = Infallible;

    fn function_index(&mut self, number: u32) -> Result<u32> {
        Ok(self.numbers[number as usize])
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<()> {
        let types = section.into_iter().collect::<std::result::Result<Vec<u32>, _>>()?;
        for &at in &self.order {
            functions.function(types[at]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<()> {
        let bodies = section.into_iter().collect::<std::result::Result<Vec<_>, _>>()?;
        for at in self.order.clone() {
            self.parse_function_body(code, bodies[at].clone())?;
        }
        Ok(())
    }
}
