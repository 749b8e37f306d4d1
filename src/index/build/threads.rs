//! Work on all cores, with the same outcome as on one.
//!
//! On one thread, which is all that a browser gives, nothing of this starts another.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// What `work` makes of each item, in their order; on at most `threads` threads.
pub fn map<T: Sync, R: Send>(threads: usize, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    if threads < 2 || items.len() < 2 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::with_capacity(items.len()));
    std::thread::scope(|scope| {
        for _ in 0..threads.min(items.len()) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(number) else { return };
                    let result = work(item);
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((number, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}

/// What two pieces of work make, side by side when there are two threads.
pub fn join<A: Send, B>(
    threads: usize,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B,
) -> (A, B) {
    if threads < 2 {
        return (one(), other());
    }
    std::thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        match one.join() {
            Ok(one) => (one, other),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// Hands what `work` makes of each item of `next` to `take`, in the items' order.
///
/// Items are asked for one after the other and worked on by at most `threads` threads; `take`
/// runs on the caller's. No more than twice as many items as threads are under way, so that
/// what is slow holds up the rest instead of filling memory. Ends early when `take` fails.
///
/// # Errors
///
/// That of `take`.
pub fn pipe<T: Send, R: Send, E>(
    threads: usize,
    mut next: impl FnMut() -> Option<T> + Send,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    if threads < 2 {
        while let Some(item) = next() {
            take(work(item))?;
        }
        return Ok(());
    }
    let line = Line { state: Mutex::new(State::default()), changed: Condvar::new() };
    let next = Mutex::new(next);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                // If it panics, nobody shall wait for it.
                let _alarm = Alarm(&line);
                loop {
                    let (number, item) = {
                        let mut next = next.lock().unwrap_or_else(PoisonError::into_inner);
                        let Some(number) = line.admit(2 * threads) else { return };
                        match next() {
                            Some(item) => (number, item),
                            None => return line.change(|state| state.end = Some(number)),
                        }
                    };
                    let result = work(item);
                    line.change(|state| {
                        state.done.insert(number, result);
                    });
                }
            });
        }
        let _alarm = Alarm(&line);
        while let Some(result) = line.result() {
            take(result)?;
        }
        Ok(())
    })
}

/// Results on their way from the threads of a [`pipe`] to its caller.
struct Line<R> {
    state: Mutex<State<R>>,
    changed: Condvar,
}

struct State<R> {
    /// Items begun, and results handed on.
    begun: usize,
    taken: usize,
    done: BTreeMap<usize, R>,
    /// How many items there are, once that is known.
    end: Option<usize>,
    /// Somebody has left early.
    stopped: bool,
}

impl<R> Default for State<R> {
    fn default() -> State<R> {
        State { begun: 0, taken: 0, done: BTreeMap::new(), end: None, stopped: false }
    }
}

impl<R> Line<R> {
    fn lock(&self) -> MutexGuard<'_, State<R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut State<R>)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State<R>>) -> MutexGuard<'a, State<R>> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    /// The number of the next item, once fewer than `most` are under way.
    fn admit(&self, most: usize) -> Option<usize> {
        let mut state = self.lock();
        while !state.stopped && state.end.is_none() && state.begun - state.taken >= most {
            state = self.wait(state);
        }
        if state.stopped || state.end.is_some() {
            return None;
        }
        state.begun += 1;
        Some(state.begun - 1)
    }

    /// The next result in order; `None` behind the last, or when a thread was lost.
    fn result(&self) -> Option<R> {
        let mut state = self.lock();
        loop {
            let number = state.taken;
            if let Some(result) = state.done.remove(&number) {
                state.taken += 1;
                self.changed.notify_all();
                return Some(result);
            }
            if state.stopped || state.end == Some(number) {
                return None;
            }
            state = self.wait(state);
        }
    }
}

/// Stops everything when its thread ends before all is done.
struct Alarm<'a, R>(&'a Line<R>);

impl<R> Drop for Alarm<'_, R> {
    fn drop(&mut self) {
        let orderly = |state: &State<R>| state.end.is_some() && !std::thread::panicking();
        self.0.change(|state| state.stopped |= !orderly(state));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squares(threads: usize, items: u64, most: usize) -> (Result<(), u64>, Vec<u64>) {
        let mut numbers = 0..items;
        let mut taken = Vec::new();
        let outcome = pipe(
            threads,
            || numbers.next(),
            |n| {
                // The first ones last longest.
                std::thread::sleep(std::time::Duration::from_micros(400 / (n + 1)));
                n * n
            },
            |square| {
                taken.push(square);
                if taken.len() == most { Err(square) } else { Ok(()) }
            },
        );
        (outcome, taken)
    }

    #[test]
    fn results_come_in_order_until_one_is_refused() {
        for threads in [1, 2, 7] {
            let all: Vec<u64> = (0..100).map(|n| n * n).collect();
            assert_eq!(squares(threads, 100, 200), (Ok(()), all.clone()), "{threads}");
            assert_eq!(squares(threads, 100, 5), (Err(16), all[..5].to_vec()), "{threads}");
            assert_eq!(squares(threads, 0, 5), (Ok(()), Vec::new()), "{threads}");
        }
    }

    #[test]
    #[should_panic]
    fn a_lost_thread_is_no_end() {
        let mut numbers = 0..50u32;
        let work = |n| assert_ne!(n, 20, "lost");
        let _ = pipe(3, || numbers.next(), work, |()| Ok::<(), ()>(()));
    }
}
