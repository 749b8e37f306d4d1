//! What was read lately, to be had again without reading.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A few things, each under its number: a new one takes the place of the one that has the
/// same number modulo how many are kept.
#[derive(Debug)]
pub struct Recent<T>(Mutex<Vec<Numbered<T>>>);

type Numbered<T> = Option<(u32, Arc<T>)>;

impl<T> Recent<T> {
    /// Keeps as many as `kept`, which is not 0.
    pub fn new(kept: usize) -> Recent<T> {
        Recent(Mutex::new((0..kept).map(|_| None).collect()))
    }

    fn kept(&self) -> MutexGuard<'_, Vec<Numbered<T>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The one of that number; made and kept when it is not there.
    pub fn get(&self, number: u32, make: impl FnOnce() -> Option<T>) -> Option<Arc<T>> {
        let place = {
            let kept = self.kept();
            let place = number as usize % kept.len();
            if let Some((_, same)) = kept[place].as_ref().filter(|(own, _)| *own == number) {
                return Some(same.clone());
            }
            place
        };
        let made = Arc::new(make()?);
        self.kept()[place] = Some((number, made.clone()));
        Some(made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_is_kept_until_another_needs_its_place() {
        let recent = Recent::new(2);
        assert_eq!(recent.get(1, || None::<u32>), None);
        assert_eq!(recent.get(1, || Some(10)).as_deref(), Some(&10));
        assert_eq!(recent.get(1, || unreachable!()).as_deref(), Some(&10));
        assert_eq!(recent.get(3, || Some(30)).as_deref(), Some(&30));
        assert_eq!(recent.get(1, || Some(11)).as_deref(), Some(&11));
    }
}
