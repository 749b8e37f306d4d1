//! Where rows of one height stand in a long table, and what stands below one of them.

/// The highest box that browsers draw right, in CSS pixels, with some to spare: Firefox stops at
/// 17,895,697.
const HIGHEST: f64 = 12e6;

/// The rows of a table; lengths are in CSS pixels.
///
/// ```
/// use kashf::view::rows::Rows;
/// let rows = Rows { height: 36.0, under: Some((1, 200.0)) };
/// assert_eq!((rows.top(1), rows.top(2)), (36.0, 272.0));
/// assert_eq!((rows.at(71.0), rows.at(100.0), rows.at(272.0)), (1, 1, 2));
/// assert_eq!(rows.whole(3), 308.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rows {
    /// The height of each.
    pub height: f64,
    /// The row that something stands below, and how high that is.
    pub under: Option<(u32, f64)>,
}

impl Rows {
    /// Where a row begins, from the first.
    pub fn top(&self, row: u32) -> f64 {
        let below = self.under.filter(|(above, _)| *above < row).map_or(0.0, |(_, high)| high);
        f64::from(row) * self.height + below
    }

    /// The row at a place, with what stands below it.
    pub fn at(&self, place: f64) -> u32 {
        let plain = |place: f64| (place.max(0.0) / self.height) as u32;
        match self.under {
            Some((above, high)) if plain(place) > above => {
                let past = place - self.top(above) - self.height - high;
                if past < 0.0 { above } else { above.saturating_add(1).saturating_add(plain(past)) }
            }
            _ => plain(place),
        }
    }

    /// How high so many rows are together.
    pub fn whole(&self, rows: u32) -> f64 {
        self.top(rows)
    }

    /// How high the box is that they scroll in: no higher than browsers can have it.
    pub fn boxed(&self, rows: u32) -> f64 {
        self.whole(rows).min(HIGHEST)
    }

    /// Where in the rows one is, when their box is scrolled so far and `view` of it is seen: as far, or
    /// in proportion where the box is lower than the rows.
    pub fn seen(&self, scrolled: f64, rows: u32, view: f64) -> f64 {
        let scale = self.scale(rows, view);
        if scale > 1.0 { (scrolled * scale).min(self.whole(rows) - view) } else { scrolled }
    }

    /// How far the box is to be scrolled to be there.
    pub fn scrolled(&self, seen: f64, rows: u32, view: f64) -> f64 {
        seen / self.scale(rows, view)
    }

    /// How many pixels of the rows pass with each of the box.
    fn scale(&self, rows: u32, view: f64) -> f64 {
        let [whole, boxed] = [self.whole(rows), self.boxed(rows)].map(|it| (it - view).max(1.0));
        if self.whole(rows) > HIGHEST { whole / boxed } else { 1.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_lie_one_below_the_other(
            height in 8..80u32,
            under in prop::option::of((0..50u32, 1..500u32)),
            row in 0..60u32,
            inside in 0.0..1.0f64,
        ) {
            let under = under.map(|(row, high)| (row, f64::from(high)));
            let rows = Rows { height: height.into(), under };
            let high = rows.top(row + 1) - rows.top(row);
            let more = under.filter(|(above, _)| *above == row).map_or(0.0, |(_, high)| high);
            prop_assert!((high - rows.height - more).abs() < 1e-9);
            prop_assert_eq!(rows.at(rows.top(row) + inside * (high - 1e-6)), row);
        }

        #[test]
        fn every_row_can_be_scrolled_to(count in 0..3_000_000u32, at in 0.0..1.0f64, view in 50.0..2000.0f64) {
            let rows = Rows { height: 36.0, under: Some((7, 272.0)) };
            let (whole, boxed) = (rows.whole(count), rows.boxed(count));
            prop_assert!(boxed <= HIGHEST && boxed <= whole);
            let last = (boxed - view).max(0.0);
            let (first, end) = (rows.seen(0.0, count, view), rows.seen(last, count, view));
            prop_assert!(first == 0.0 && (end - (whole - view).max(0.0)).abs() < 1e-3);
            let seen = at * end;
            let scrolled = rows.scrolled(seen, count, view);
            prop_assert!((0.0..=last + 1e-3).contains(&scrolled));
            prop_assert!((rows.seen(scrolled, count, view) - seen).abs() < 1e-3);
            prop_assert!(boxed < whole || scrolled == seen);
        }
    }
}
