//! The Hijri months of 1343-1422 AH (1924-2002) as they were printed in Saudi Arabia.
//!
//! The calendar of Umm al-Qura has had its present rule since 1423 AH; what went before
//! followed others and is known from the printed calendars only. The crate
//! `icu_calendar` reckons those years by the present rule, which is often a day off what
//! newspapers of the time said. The lengths are facts, as R. H. van Gent collected them.

use super::calendar::Day;

/// The years of the table.
const FIRST: i32 = 1343;

/// 1 Muharram of the first year, 1 August 1924.
const BEGIN: Day = Day(-16_589);

/// For each year, its months of thirty days, Muharram in the lowest bit; the others have 29.
#[rustfmt::skip]
const LONG: [u16; 80] = [
    0xEED, 0x554, 0xB45, 0x66C, 0x36C, 0x0D5, 0x9D5, 0xB4A, 0xB15, 0x555, 0x9AD, 0x56A, 0xB55,
    0x4D4, 0xD55, 0x64B, 0x497, 0xD55, 0x555, 0x555, 0xD55, 0x755, 0xD55, 0x555, 0x555, 0xD55,
    0x6D5, 0x555, 0xEA5, 0xD2A, 0xAAA, 0xCD5, 0x655, 0x572, 0xDA9, 0x555, 0xAAA, 0x555, 0x52D,
    0xA6D, 0x55A, 0x555, 0x74D, 0xD53, 0xD54, 0x556, 0xD55, 0x2D5, 0xD55, 0xD54, 0xD45, 0x655,
    0x52D, 0xA5D, 0x55A, 0xAD5, 0x6AA, 0xD4B, 0x52A, 0xA57, 0x4AE, 0x976, 0x56C, 0xB55, 0xAAA,
    0xA55, 0x4AD, 0x95D, 0x2DA, 0x5D9, 0xDB2, 0xBA4, 0xB4A, 0xA55, 0x2B5, 0x575, 0xB6A, 0xBD2,
    0xBC4, 0xB89,
];

/// Months that were set right or printed wrong, with their lengths.
const ODD: [(i32, u8, u8); 8] = [
    (1343, 9, 28),
    (1345, 5, 31),
    (1345, 8, 28),
    (1348, 11, 31),
    (1348, 12, 28),
    (1349, 10, 28),
    (1349, 11, 31),
    (1364, 8, 28),
];

/// The day that the calendar printed so. `None` outside its years; then `Some(None)` for a
/// date that it does not have.
pub fn day(year: i32, month: u8, day: u8) -> Option<Option<Day>> {
    let at = usize::try_from(year - FIRST).ok().filter(|&at| at < LONG.len())?;
    let is_month = (1..=12).contains(&month);
    if !is_month || !(1..=length(at, month)).contains(&day) {
        return Some(None);
    }
    let years: i32 = (0..at).map(year_length).sum();
    let months: i32 = (1..month).map(|month| i32::from(length(at, month))).sum();
    Some(Some(BEGIN.plus(years + months + i32::from(day) - 1)))
}

/// What the calendar called a day; `None` outside its years.
pub fn date(day: Day) -> Option<(i32, u8, u8)> {
    let mut rest = day.0 - BEGIN.0;
    if rest < 0 {
        return None;
    }
    let mut at = 0;
    while at < LONG.len() && rest >= year_length(at) {
        rest -= year_length(at);
        at += 1;
    }
    if at == LONG.len() {
        return None;
    }
    let mut month = 1;
    while rest >= i32::from(length(at, month)) {
        rest -= i32::from(length(at, month));
        month += 1;
    }
    Some((FIRST + at as i32, month, rest as u8 + 1))
}

fn length(at: usize, month: u8) -> u8 {
    let odd = ODD.iter().find(|(year, odd, _)| (*year, *odd) == (FIRST + at as i32, month));
    odd.map_or(29 + (LONG[at] >> (month - 1) & 1) as u8, |&(.., length)| length)
}

fn year_length(at: usize) -> i32 {
    (1..=12).map(|month| i32::from(length(at, month))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_fits_the_years_around_it() {
        assert_eq!(BEGIN.to_string(), "1924-08-01");
        assert_eq!(date(BEGIN), Some((1343, 1, 1)));
        // The year 1400 began on 20 November 1979, a day that is remembered.
        assert_eq!(
            day(1400, 1, 1).flatten().map(|day| day.to_string()).as_deref(),
            Some("1979-11-20")
        );
        let last = day(1422, 12, length(79, 12)).flatten().unwrap();
        assert_eq!(last.plus(1).to_string(), "2002-03-15");
        assert_eq!((date(last.plus(1)), date(BEGIN.plus(-1)), day(1423, 1, 1)), (None, None, None));
        assert_eq!(day(1400, 13, 1), Some(None));
    }
}
