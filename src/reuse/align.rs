//! Two sequences → which of their elements go together.
//!
//! [`align`] keeps the order, for a difference: first what occurs once in both, five in a row
//! (patience), then between those the shortest edit script (Myers 1986), in linear space. Its
//! search is cut short when it gets long; then the way that got farthest is taken, which may
//! not be the shortest. So time is bounded, and the answer is always an alignment.
//!
//! [`tiles`] does not keep the order, for passages that were moved: runs of both, the longest
//! that begin at each place, none over another (greedy string tiling, Wise 1993).

use super::signature::{SHINGLE, shingle};

/// Elements that go together: so many in a row from these places on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where it begins on the left.
    pub left: usize,
    /// Where it begins on the right.
    pub right: usize,
    /// How long it is; never 0.
    pub length: usize,
}

/// The steps that an alignment may take, roughly; what decides how far a search goes.
const STEPS: usize = 1 << 24;

/// A search goes so far at least, and at most, in edits.
const SEARCH: (usize, usize) = (32, 512);

/// The runs that go together, ascending on both sides, as long as they can be.
pub fn align(left: &[u64], right: &[u64]) -> Vec<Run> {
    let farthest = (STEPS / (left.len() + right.len()).max(1)).clamp(SEARCH.0, SEARCH.1);
    let mut aligner = Aligner { left, right, farthest, runs: Vec::new() };
    let mut from = (0, 0);
    for anchor in anchors(left, right) {
        aligner.between(from, (anchor.left, anchor.right));
        aligner.push(anchor);
        from = (anchor.left + anchor.length, anchor.right + anchor.length);
    }
    aligner.between(from, (left.len(), right.len()));
    aligner.runs
}

/// A place on the left and one on the right.
type Point = (usize, usize);

struct Aligner<'a> {
    left: &'a [u64],
    right: &'a [u64],
    farthest: usize,
    runs: Vec<Run>,
}

/// What is left to do between two points.
enum Task {
    Align(Point, Point),
    Push(Run),
}

impl Aligner<'_> {
    fn push(&mut self, run: Run) {
        match self.runs.last_mut() {
            _ if run.length == 0 => {}
            Some(last)
                if (last.left + last.length, last.right + last.length) == (run.left, run.right) =>
            {
                last.length += run.length;
            }
            _ => self.runs.push(run),
        }
    }

    /// Aligns what lies between two points. Tasks are kept in a list and not on the stack, which
    /// a long text could overflow.
    fn between(&mut self, start: Point, end: Point) {
        let mut tasks = vec![Task::Align(start, end)];
        while let Some(task) = tasks.pop() {
            match task {
                Task::Push(run) => self.push(run),
                Task::Align(start, end) => self.divide(start, end, &mut tasks),
            }
        }
    }

    /// Takes what is the same at both ends, and parts the rest in two.
    fn divide(&mut self, mut start: Point, mut end: Point, tasks: &mut Vec<Task>) {
        let head = same_head(&self.left[start.0..end.0], &self.right[start.1..end.1]);
        self.push(Run { left: start.0, right: start.1, length: head });
        start = (start.0 + head, start.1 + head);
        let tail = same_tail(&self.left[start.0..end.0], &self.right[start.1..end.1]);
        end = (end.0 - tail, end.1 - tail);
        tasks.push(Task::Push(Run { left: end.0, right: end.1, length: tail }));
        if start.0 == end.0 || start.1 == end.1 {
            return;
        }
        let (left, right) = (&self.left[start.0..end.0], &self.right[start.1..end.1]);
        let (x, y) = middle(left, right, self.farthest);
        let point = (start.0 + x, start.1 + y);
        // Were it a corner, nothing would get smaller.
        if point != start && point != end {
            tasks.push(Task::Align(point, end));
            tasks.push(Task::Align(start, point));
        }
    }
}

fn same_head(left: &[u64], right: &[u64]) -> usize {
    left.iter().zip(right).take_while(|(a, b)| a == b).count()
}

fn same_tail(left: &[u64], right: &[u64]) -> usize {
    left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count()
}

/// The ways of so many edits, by their diagonals: how far each has got on the left.
struct Ways {
    /// The diagonal in the middle, that of the way without edits.
    middle: isize,
    far: Vec<isize>,
    /// What stands for a diagonal that no way is on.
    none: isize,
}

impl Ways {
    fn new(middle: isize, start: isize, none: isize, farthest: usize) -> Ways {
        let mut ways = Ways { middle, far: vec![none; 2 * farthest + 3], none };
        ways.set(middle, start);
        ways
    }

    fn place(&self, diagonal: isize) -> usize {
        (diagonal - self.middle + self.far.len() as isize / 2) as usize
    }

    fn at(&self, diagonal: isize) -> isize {
        self.far.get(self.place(diagonal)).copied().unwrap_or(self.none)
    }

    fn set(&mut self, diagonal: isize, far: isize) {
        let place = self.place(diagonal);
        if let Some(it) = self.far.get_mut(place) {
            *it = far;
        }
    }

    /// The diagonals that ways of so many edits can be on, within a box of that size.
    fn diagonals(&self, edits: isize, size: (isize, isize)) -> impl Iterator<Item = isize> + use<> {
        let of_parity = |bound: isize| (bound - self.middle - edits).rem_euclid(2);
        let first = (self.middle - edits).max(-size.1);
        let first = first + of_parity(first);
        let last = (self.middle + edits).min(size.0);
        (first..=last).step_by(2)
    }
}

/// A point on a shortest way from the first corner to the last, about half way; or on a good
/// way, when the shortest has more than twice `farthest` edits.
///
/// Neither side is empty, and they differ in their first and last elements; so the shortest way
/// has two edits at least, and the point is no corner.
fn middle(left: &[u64], right: &[u64], farthest: usize) -> Point {
    let size = (left.len() as isize, right.len() as isize);
    let (n, m) = size;
    let farthest = farthest.min(left.len() + right.len());
    let mut there = Ways::new(0, 0, -1, farthest);
    let mut back = Ways::new(n - m, n, n + m + 2, farthest);
    let odd = (n - m) % 2 != 0;
    for edits in 1..=farthest as isize {
        for k in there.diagonals(edits, size) {
            // On the left one is passed over, or on the right.
            let left_on = Some(there.at(k - 1) + 1).filter(|x| (1..=n).contains(x));
            let right_on = Some(there.at(k + 1)).filter(|x| *x >= 0 && x - k <= m);
            let Some(mut x) = left_on.max(right_on) else {
                there.set(k, there.none);
                continue;
            };
            let y = x - k;
            x += same_head(&left[x as usize..], &right[y as usize..]) as isize;
            there.set(k, x);
            if odd && (k - back.middle).abs() < edits && back.at(k) <= x {
                return (x as usize, (x - k) as usize);
            }
        }
        for k in back.diagonals(edits, size) {
            let left_on = Some(back.at(k + 1) - 1).filter(|x| (0..n).contains(x));
            let right_on = Some(back.at(k - 1)).filter(|x| *x <= n && x - k >= 0);
            let Some(mut x) = left_on.into_iter().chain(right_on).min() else {
                back.set(k, back.none);
                continue;
            };
            let y = x - k;
            x -= same_tail(&left[..x as usize], &right[..y as usize]) as isize;
            back.set(k, x);
            if !odd && k.abs() <= edits && there.at(k) >= x {
                return (x as usize, (x - k) as usize);
            }
        }
    }
    farthest_point(&there, &back, farthest as isize, size)
}

/// Where the way has got that has got farthest, from either end.
fn farthest_point(there: &Ways, back: &Ways, edits: isize, size: (isize, isize)) -> Point {
    let (n, m) = size;
    let points = |ways: &Ways| -> Vec<(isize, isize)> {
        let inside = |&(x, y): &(isize, isize)| (0..=n).contains(&x) && (0..=m).contains(&y);
        ways.diagonals(edits, size).map(|k| (ways.at(k), ways.at(k) - k)).filter(inside).collect()
    };
    let first = points(there).into_iter().max_by_key(|(x, y)| x + y).unwrap_or((0, 0));
    let last = points(back).into_iter().min_by_key(|(x, y)| x + y).unwrap_or((n, m));
    let (x, y) = if first.0 + first.1 >= n + m - last.0 - last.1 { first } else { last };
    (x as usize, y as usize)
}

/// The shingles of a sequence, each with its place, by their hashes and then their places.
fn placed_shingles(keys: &[u64]) -> Vec<(u64, u32)> {
    let mut placed: Vec<(u64, u32)> = keys.windows(SHINGLE).map(shingle).zip(0u32..).collect();
    placed.sort_unstable();
    placed
}

/// The shingles that occur once in each and stand in the same order, as runs.
fn anchors(left: &[u64], right: &[u64]) -> Vec<Run> {
    let (of_left, of_right) = (placed_shingles(left), placed_shingles(right));
    let single =
        |(run, hash): (&[(u64, u32)], u64)| matches!(run, [it] if it.0 == hash).then(|| run[0].1);
    let mut rest = &of_right[..];
    let mut common: Vec<(u32, u32)> = Vec::new();
    for run in of_left.chunk_by(|a, b| a.0 == b.0) {
        let hash = run[0].0;
        rest = &rest[rest.partition_point(|it| it.0 < hash)..];
        let same = &rest[..rest.iter().take(2).take_while(|it| it.0 == hash).count()];
        if let (Some(i), Some(j)) = (single((run, hash)), single((same, hash))) {
            common.push((i, j));
        }
    }
    common.sort_unstable();
    let mut runs: Vec<Run> = Vec::new();
    let mut end: Point = (0, 0);
    for (i, j) in longest_ascent(&common) {
        let (i, j) = (i as usize, j as usize);
        // Shingles overlap: of this one, what the last has not yet.
        let taken = end.0.saturating_sub(i).max(end.1.saturating_sub(j));
        let (left_at, right_at) = (i + taken, j + taken);
        if taken >= SHINGLE || left[i..i + SHINGLE] != right[j..j + SHINGLE] {
            continue;
        }
        let length = SHINGLE - taken;
        runs.push(Run { left: left_at, right: right_at, length });
        end = (left_at + length, right_at + length);
    }
    runs
}

/// The most of those pairs, which ascend on the left, that ascend on the right as well.
fn longest_ascent(pairs: &[(u32, u32)]) -> Vec<(u32, u32)> {
    // The last pair of the best ascent of each length, and what comes before each pair.
    let (mut ends, mut before): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    for (at, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| pairs[end].1 < pair.1);
        before.push(if length > 0 { ends[length - 1] } else { usize::MAX });
        if length < ends.len() { ends[length] = at } else { ends.push(at) }
    }
    let mut ascent = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(it) = at.filter(|it| *it < pairs.len()) {
        ascent.push(pairs[it]);
        at = Some(before[it]);
    }
    ascent.reverse();
    ascent
}

/// Of the places where a shingle stands, so many are tried.
const TRIED: usize = 16;

/// The runs of five and more that both have, in any order, ascending on the left. No element
/// is in two of them, on either side.
pub fn tiles(left: &[u64], right: &[u64]) -> Vec<Run> {
    let of_right = placed_shingles(right);
    let (mut runs, mut at) = (Vec::new(), 0);
    while let Some(keys) = left.get(at..at + SHINGLE) {
        let hash = shingle(keys);
        let first = of_right.partition_point(|it| it.0 < hash);
        let places = of_right[first..].iter().take(TRIED).take_while(|it| it.0 == hash);
        let longest = places
            .map(|&(_, place)| (same_head(&left[at..], &right[place as usize..]), place))
            .reduce(|best, it| if it.0 > best.0 { it } else { best });
        match longest {
            Some((length, place)) if length >= SHINGLE => {
                runs.push(Run { left: at, right: place as usize, length });
                at += length;
            }
            _ => at += 1,
        }
    }
    apart(runs, right.len())
}

/// Takes from each run what a longer one has on the right, and the run if too little is left.
fn apart(mut runs: Vec<Run>, right: usize) -> Vec<Run> {
    crate::order::sort_by_key(&mut runs, |run| std::cmp::Reverse(run.length));
    let mut taken = vec![false; right];
    let mut kept: Vec<Run> = Vec::new();
    for run in runs {
        let own = &taken[run.right..run.right + run.length];
        let head = own.iter().take_while(|taken| **taken).count();
        let length = own[head..].iter().take_while(|taken| !**taken).count();
        if length >= SHINGLE {
            let run = Run { left: run.left + head, right: run.right + head, length };
            taken[run.right..run.right + length].fill(true);
            kept.push(run);
        }
    }
    crate::order::sort_by_key(&mut kept, |run| run.left);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The length of the longest common subsequence, the slow way.
    fn common(left: &[u64], right: &[u64]) -> usize {
        let mut best = vec![0; right.len() + 1];
        for a in left {
            let mut diagonal = 0;
            for (j, b) in right.iter().enumerate() {
                let above = best[j + 1];
                best[j + 1] = if a == b { diagonal + 1 } else { above.max(best[j]) };
                diagonal = above;
            }
        }
        best[right.len()]
    }

    fn sound(runs: &[Run], left: &[u64], right: &[u64]) {
        for run in runs {
            let (i, j) = (run.left, run.right);
            assert!(run.length > 0 && left[i..i + run.length] == right[j..j + run.length]);
        }
    }

    fn ascending(runs: &[Run]) {
        for pair in runs.windows(2) {
            assert!(pair[0].left + pair[0].length <= pair[1].left, "{runs:?}");
            assert!(pair[0].right + pair[0].length <= pair[1].right, "{runs:?}");
        }
    }

    fn covered(runs: &[Run]) -> usize {
        runs.iter().map(|run| run.length).sum()
    }

    /// The shortest script only: without anchors, which may cost an edit.
    fn shortest(left: &[u64], right: &[u64], farthest: usize) -> Vec<Run> {
        let mut aligner = Aligner { left, right, farthest, runs: Vec::new() };
        aligner.between((0, 0), (left.len(), right.len()));
        aligner.runs
    }

    #[test]
    fn by_hand() {
        let run = |left, right, length| Run { left, right, length };
        assert_eq!(align(&[], &[]), []);
        assert_eq!(align(&[1], &[2]), []);
        assert_eq!(align(&[1, 2, 3], &[1, 3]), [run(0, 0, 1), run(2, 1, 1)]);
        assert_eq!(align(&[1, 2, 3, 4], &[9, 1, 2, 8, 3, 4]), [run(0, 1, 2), run(2, 4, 2)]);
        let (left, right) = ([1, 2, 3, 4, 5, 6, 0, 7], [6, 0, 7, 9, 1, 2, 3, 4, 5]);
        assert_eq!(tiles(&left, &right), [run(0, 4, 5)]);
    }

    #[test]
    fn a_long_insertion_does_not_lose_the_thread() {
        let left: Vec<u64> = (0..100_000).collect();
        let new: Vec<u64> = (0..20_000).map(|word| 1_000_000 + word % 700).collect();
        let right = [&left[..30_000], &new, &left[30_000..60_000], &new, &left[60_000..]].concat();
        assert_eq!(covered(&align(&left, &right)), left.len());
    }

    fn few() -> impl Strategy<Value = Vec<u64>> {
        proptest::collection::vec(0..6u64, 0..60)
    }

    proptest! {
        #[test]
        fn the_shortest_script_is_the_shortest(left in few(), right in few()) {
            let runs = shortest(&left, &right, 2048);
            sound(&runs, &left, &right);
            ascending(&runs);
            prop_assert_eq!(covered(&runs), common(&left, &right));
        }

        #[test]
        fn a_search_cut_short_still_aligns(left in few(), right in few(), farthest in 1..4usize) {
            let runs = shortest(&left, &right, farthest);
            sound(&runs, &left, &right);
            ascending(&runs);
            for runs in [align(&left, &right), align(&right, &left)] {
                ascending(&runs);
            }
            sound(&align(&left, &right), &left, &right);
        }

        #[test]
        fn tiles_lie_apart(left in few(), right in few()) {
            let mut runs = tiles(&left, &right);
            sound(&runs, &left, &right);
            prop_assert!(runs.windows(2).all(|it| it[0].left + it[0].length <= it[1].left));
            runs.sort_by_key(|run| run.right);
            prop_assert!(runs.windows(2).all(|it| it[0].right + it[0].length <= it[1].right));
        }

        #[test]
        fn a_moved_block_is_a_tile(
            a in proptest::collection::vec(0..1000u64, 5..40),
            b in proptest::collection::vec(1000..2000u64, 5..40),
        ) {
            let runs = tiles(&[&a[..], &b].concat(), &[&b[..], &a].concat());
            prop_assert!(covered(&runs) + 8 >= a.len().min(b.len()), "{runs:?}");
        }
    }
}
