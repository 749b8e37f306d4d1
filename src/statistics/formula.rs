//! A formula as it is printed → its value, and the same formula for a spreadsheet, R and Python.
//!
//! Every figure of [`statistics`](super) is computed from the very text that the reader is shown,
//! so a receipt cannot say one thing and the program do another. The notation is that of the
//! literature, as far as it goes on one line: `+ - * / ^`, parentheses, numbers, names, and the
//! functions of [`FUNCTIONS`]. A name stands for a number or for a list of numbers, one for each
//! part of a corpus; operations on lists go part by part, as in R.
//!
//! Nothing here knows what the names mean.

use crate::math;

/// The functions that formulas may use, and how many arguments each takes.
///
/// `xln(x, y)` is x·ln(x/y), and `xlog2` the same with the binary logarithm; both are 0 where x
/// is 0, their limit there. `sd` is of the whole population, divided by the number of values.
/// `pmin` and `pmax` are the lesser and the greater of two, part by part; `min` and `max` the
/// least and the greatest of a list. `qbeta(p, a, b)` is the quantile of p of a beta distribution, of
/// numbers only. `erfc` is the complementary error function; `sign` is −1, 0
/// or 1.
pub const FUNCTIONS: [(&str, usize); 18] = [
    ("abs", 1),
    ("count", 1),
    ("erfc", 1),
    ("exp", 1),
    ("ln", 1),
    ("log2", 1),
    ("max", 1),
    ("mean", 1),
    ("min", 1),
    ("pmax", 2),
    ("pmin", 2),
    ("qbeta", 3),
    ("sd", 1),
    ("sign", 1),
    ("sqrt", 1),
    ("sum", 1),
    ("xln", 2),
    ("xlog2", 2),
];

/// The deepest nesting of parentheses, functions and signs.
const DEEPEST: usize = 32;

/// A formula that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula(Node);

#[derive(Clone, Debug, PartialEq)]
enum Node {
    Number(f64),
    /// By its place among the names.
    Name(usize),
    Negative(Box<Node>),
    /// One of `+ - * / ^`.
    Pair(char, Box<[Node; 2]>),
    /// By its place in [`FUNCTIONS`].
    Of(usize, Vec<Node>),
}

/// A number, or one for each part of a corpus.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// One number.
    One(f64),
    /// One for each part.
    Each(Vec<f64>),
}

/// Who reads a formula: people, or a program that they check figures with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// As books print it.
    Print,
    /// Excel and LibreOffice Calc, with the names of functions in English.
    Spreadsheet,
    /// R, without packages.
    R,
    /// Python, with NumPy as `np`, and with `math` and `scipy.stats` where the formula needs them.
    Python,
}

impl Formula {
    /// Reads a formula in which these names may occur.
    ///
    /// # Errors
    ///
    /// One line: what was expected, what was found, and at which character.
    ///
    /// ```
    /// use kashf::statistics::Formula;
    /// let mi = Formula::read("log2(O / E)", &["O", "E"]).unwrap();
    /// assert_eq!(mi.number(&[20.0, 5.0]), 2.0);
    /// assert!(Formula::read("log2(O / X)", &["O", "E"]).unwrap_err().contains("X"));
    /// ```
    pub fn read(text: &str, names: &[&str]) -> Result<Formula, String> {
        let mut reader = Reader { text, at: 0, names, depth: 0 };
        let node = reader.sum()?;
        match reader.peek() {
            None => Ok(Formula(node)),
            Some(_) => Err(reader.expected("an operator or the end")),
        }
    }

    /// Its value for these values of the names, in their order. What is undefined, as a logarithm
    /// of 0, a division by 0 or lists of unlike length, is no finite number, nor is what is made of it.
    ///
    /// ```
    /// use kashf::statistics::{Formula, Value};
    /// let dp = Formula::read("sum(abs(v / sum(v) - s / sum(s))) / 2", &["v", "s"]).unwrap();
    /// let parts = [Value::Each(vec![2.0, 1.0, 0.0]), Value::Each(vec![1.0; 3])];
    /// assert!(matches!(dp.value(&parts), Value::One(it) if (it - 1.0 / 3.0).abs() < 1e-15));
    /// ```
    pub fn value(&self, names: &[Value]) -> Value {
        self.0.value(names)
    }

    /// The same where all names are numbers: much quicker. Not a number if a list is asked for.
    pub fn number(&self, names: &[f64]) -> f64 {
        self.0.number(names)
    }

    /// The formula in the notation of a program, with these words in place of the names: figures,
    /// cells or variables.
    ///
    /// ```
    /// use kashf::statistics::{Dialect, Formula};
    /// let part = Formula::read("2 * xln(O, E)", &["O", "E"]).unwrap();
    /// assert_eq!(part.written(Dialect::R, &["10", "4.5"]), "2*10*log(10/4.5)");
    /// assert_eq!(part.written(Dialect::R, &["x", "4.5"]), "2*x*log((x+(x==0))/4.5)");
    /// assert_eq!(part.written(Dialect::Print, &["O₁₁", "E₁₁"]), "2·O₁₁·ln(O₁₁/E₁₁)");
    /// ```
    pub fn written(&self, dialect: Dialect, names: &[&str]) -> String {
        let mut out = String::new();
        self.0.write(dialect, names, LOOSEST, &mut out);
        out
    }
}

impl Node {
    fn value(&self, names: &[Value]) -> Value {
        match self {
            Node::Number(number) => Value::One(*number),
            Node::Name(place) => names.get(*place).cloned().unwrap_or(Value::One(f64::NAN)),
            Node::Negative(of) => of.value(names).each(|x| -x),
            Node::Pair(sign, of) => {
                Value::joined(of[0].value(names), of[1].value(names), |x, y| paired(*sign, x, y))
            }
            Node::Of(function, of) => {
                let (name, _) = FUNCTIONS[*function];
                let first = of[0].value(names);
                match of.get(1) {
                    Some(second) if of.len() > 2 => {
                        let all = [first, second.value(names), of[2].value(names)];
                        match all {
                            [Value::One(p), Value::One(a), Value::One(b)] => {
                                Value::One(math::beta_quantile(p, a, b))
                            }
                            _ => Value::One(f64::NAN),
                        }
                    }
                    Some(second) => {
                        Value::joined(first, second.value(names), |x, y| both(name, x, y))
                    }
                    None => match first {
                        Value::Each(all) if is_of_a_list(name) => Value::One(over(name, &all)),
                        Value::One(one) if is_of_a_list(name) => Value::One(over(name, &[one])),
                        value => value.each(|x| alone(name, x)),
                    },
                }
            }
        }
    }

    fn number(&self, names: &[f64]) -> f64 {
        match self {
            Node::Number(number) => *number,
            Node::Name(place) => names.get(*place).copied().unwrap_or(f64::NAN),
            Node::Negative(of) => -of.number(names),
            Node::Pair(sign, of) => paired(*sign, of[0].number(names), of[1].number(names)),
            Node::Of(function, of) => {
                let (name, _) = FUNCTIONS[*function];
                let first = of[0].number(names);
                match of.get(1) {
                    Some(second) if of.len() > 2 => {
                        math::beta_quantile(first, second.number(names), of[2].number(names))
                    }
                    Some(second) => both(name, first, second.number(names)),
                    None if is_of_a_list(name) => over(name, &[first]),
                    None => alone(name, first),
                }
            }
        }
    }
}

impl Value {
    fn each(self, change: impl Fn(f64) -> f64) -> Value {
        match self {
            Value::One(one) => Value::One(change(one)),
            Value::Each(all) => Value::Each(all.into_iter().map(change).collect()),
        }
    }

    fn joined(left: Value, right: Value, join: impl Fn(f64, f64) -> f64) -> Value {
        match (left, right) {
            (Value::One(x), Value::One(y)) => Value::One(join(x, y)),
            (Value::One(x), right) => right.each(|y| join(x, y)),
            (left, Value::One(y)) => left.each(|x| join(x, y)),
            (Value::Each(left), Value::Each(right)) if left.len() == right.len() => {
                Value::Each(left.into_iter().zip(right).map(|(x, y)| join(x, y)).collect())
            }
            _ => Value::One(f64::NAN),
        }
    }
}

fn paired(sign: char, x: f64, y: f64) -> f64 {
    match sign {
        '+' => x + y,
        '-' => x - y,
        '*' => x * y,
        // Never infinite: programs stop there, and 1/(1/0) is no 0 of ours either.
        '/' if y == 0.0 => f64::NAN,
        '/' => x / y,
        _ => math::power(x, y),
    }
}

fn alone(name: &str, x: f64) -> f64 {
    match name {
        "abs" => x.abs(),
        "erfc" => math::erfc(x),
        "sign" if x == 0.0 => 0.0,
        "sign" => x.signum(),
        "exp" => math::exp(x),
        "ln" | "log2" if x == 0.0 => f64::NAN,
        "ln" => math::ln(x),
        "log2" => math::log2(x),
        _ => x.sqrt(),
    }
}

fn both(name: &str, x: f64, y: f64) -> f64 {
    match name {
        "pmin" | "pmax" if x.is_nan() || y.is_nan() => f64::NAN,
        "pmin" if y < x => y,
        "pmax" if y > x => y,
        "pmin" | "pmax" => x,
        _ if x == 0.0 => 0.0,
        "xln" => x * math::ln(x / y),
        _ => x * math::log2(x / y),
    }
}

fn is_of_a_list(name: &str) -> bool {
    matches!(name, "count" | "max" | "mean" | "min" | "sd" | "sum")
}

/// What lists come down to. Sums are added in the order given.
fn over(name: &str, all: &[f64]) -> f64 {
    let count = all.len() as f64;
    let sum = || all.iter().sum::<f64>();
    match name {
        "count" => count,
        "max" => all.iter().copied().fold(f64::NAN, f64::max),
        "min" => all.iter().copied().fold(f64::NAN, f64::min),
        "sum" => sum(),
        "mean" => sum() / count,
        _ => {
            let mean = sum() / count;
            (all.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / count).sqrt()
        }
    }
}

/// How tightly what stands around a formula binds.
const LOOSEST: u8 = 0;

impl Node {
    fn write(&self, dialect: Dialect, names: &[&str], around: u8, out: &mut String) {
        match self {
            Node::Number(number) if dialect == Dialect::Print => out.push_str(&grouped(*number)),
            Node::Number(number) => out.push_str(&number.to_string()),
            Node::Name(place) => out.push_str(names.get(*place).copied().unwrap_or("?")),
            Node::Negative(of) if dialect == Dialect::Print => {
                out.push('−');
                of.write(dialect, names, 2, out);
            }
            // Spreadsheets square a number before they hear that it is negative, others after.
            Node::Negative(of) => {
                out.push_str("(-");
                of.write(dialect, names, 4, out);
                out.push(')');
            }
            Node::Pair(sign, of) => {
                let (binds, left, right) = match sign {
                    '+' => (1, 1, 1),
                    '-' => (1, 1, 2),
                    '*' => (2, 2, 2),
                    '/' => (2, 2, 3),
                    _ => (3, 4, 4),
                };
                let apart = binds < around;
                out.push_str(if apart { "(" } else { "" });
                of[0].write(dialect, names, left, out);
                let mut second = String::new();
                of[1].write(dialect, names, right, &mut second);
                if second.starts_with('−') {
                    second = format!("({second})");
                }
                out.push_str(&operated(dialect, *sign, &second));
                out.push_str(if apart { ")" } else { "" });
            }
            Node::Of(function, of) => {
                let written = |place: usize| {
                    let mut text = String::new();
                    if let Some(of) = of.get(place) {
                        of.write(dialect, names, LOOSEST, &mut text);
                    }
                    text
                };
                let (first, second) = (written(0), written(1));
                out.push_str(&match of.len() {
                    3 => quantile(dialect, [first, second, written(2)]),
                    _ => called(dialect, FUNCTIONS[*function].0, &first, &second, around),
                });
            }
        }
    }
}

/// A sign of arithmetic and what follows it.
fn operated(dialect: Dialect, sign: char, second: &str) -> String {
    match (dialect, sign, second) {
        (Dialect::Python, '^', _) => format!("**{second}"),
        (Dialect::Print, '+', _) => format!(" + {second}"),
        (Dialect::Print, '-', _) => format!(" − {second}"),
        (Dialect::Print, '*', _) => format!("·{second}"),
        (Dialect::Print, '^', "2") => "²".to_string(),
        (Dialect::Print, '^', "3") => "³".to_string(),
        _ => format!("{sign}{second}"),
    }
}

/// A number as books print it: whole ones in groups of three from ten thousand on.
fn grouped(number: f64) -> String {
    let plain = number.to_string();
    if number < 10_000.0 || plain.contains('.') {
        return plain;
    }
    let mut out = String::new();
    for (place, digit) in plain.chars().enumerate() {
        out.push_str(if place > 0 && (plain.len() - place).is_multiple_of(3) { "," } else { "" });
        out.push(digit);
    }
    out
}

/// Whether a word needs no parentheses around it: a name, a number, a range, a list, a call of a
/// function without operators beside it.
fn is_plain(text: &str) -> bool {
    let mut depth = 0i32;
    let mut inside = true;
    for (at, sign) in text.char_indices() {
        depth += i32::from(matches!(sign, '(' | '{')) - i32::from(matches!(sign, ')' | '}'));
        let last = at + sign.len_utf8() == text.len();
        inside &= depth > 0 || last || !matches!(sign, ')' | '}');
        let operator = matches!(sign, '+' | '-' | '*' | '/' | '^' | '=' | '−' | '·' | ' ');
        if depth == 0 && operator {
            return false;
        }
    }
    inside
}

/// A function of a program, or what says the same in it.
fn called(dialect: Dialect, name: &str, x: &str, y: &str, around: u8) -> String {
    use Dialect::{Print, Python, R, Spreadsheet};
    let bare = |text: &str| if is_plain(text) { text.to_string() } else { format!("({text})") };
    let product = |text: String| if around > 2 { format!("({text})") } else { text };
    match (name, dialect) {
        ("xln" | "xlog2", _) => {
            let log = if name == "xln" { "ln" } else { "log2" };
            product(x_log(dialect, log, &bare(x), &bare(y)))
        }
        ("abs", Print) => format!("|{x}|"),
        ("sqrt", Print) => format!("√{}", if x.contains('(') { format!("({x})") } else { bare(x) }),
        ("sum", Print) => format!("Σ{}", bare(x)),
        ("log2", Print) => format!("log₂({x})"),
        ("pmin" | "pmax", Print) => format!("{}({x}, {y})", &name[1..]),
        ("count", Print) => "n".to_string(),
        ("sign", Print) => format!("sgn({x})"),
        (_, Print) => format!("{name}({x})"),
        // A spreadsheet's own would come down to one number.
        ("pmin" | "pmax", Spreadsheet) => {
            let (x, y, sign) = (bare(x), bare(y), if name == "pmin" { '-' } else { '+' });
            format!("(({x}+{y}{sign}ABS({x}-{y}))/2)")
        }
        ("pmin" | "pmax", R) => format!("{name}({x},{y})"),
        ("pmin", Python) => format!("np.minimum({x},{y})"),
        ("pmax", Python) => format!("np.maximum({x},{y})"),
        ("ln", Spreadsheet) => format!("LN({x})"),
        ("ln", R) => format!("log({x})"),
        ("ln", Python) => format!("np.log({x})"),
        ("log2", Spreadsheet) => format!("LOG({x},2)"),
        // The same by the normal distribution.
        ("erfc", R) => product(format!("2*pnorm(-{}*sqrt(2))", bare(x))),
        ("erfc", Python) => format!("math.erfc({x})"),
        ("sd", R) => {
            let x = bare(x);
            format!("sqrt(mean(({x}-mean({x}))^2))")
        }
        ("count", R) => format!("length({x})"),
        ("count", Python) => format!("np.size({x})"),
        ("sd", Python) => format!("np.std({x})"),
        (_, R) => format!("{name}({x})"),
        (_, Python) => format!("np.{name}({x})"),
        // What is inside is worked out part by part, in every version.
        ("sum", Spreadsheet) => format!("SUMPRODUCT({x})"),
        ("mean", Spreadsheet) => format!("SUMPRODUCT(AVERAGE({x}))"),
        ("sd", Spreadsheet) => format!("SUMPRODUCT(STDEVP({x}))"),
        ("count" | "max" | "min", Spreadsheet) => {
            format!("SUMPRODUCT({}({x}))", name.to_ascii_uppercase())
        }
        (_, Spreadsheet) => format!("{}({x})", name.to_ascii_uppercase()),
    }
}

/// The quantile of a beta distribution. Where a shape is nothing, programs differ.
fn quantile(dialect: Dialect, of: [String; 3]) -> String {
    let called = match dialect {
        Dialect::Print | Dialect::R => "qbeta",
        Dialect::Spreadsheet => "BETAINV",
        Dialect::Python => "scipy.stats.beta.ppf",
    };
    match [&of[1], &of[2]].map(|shape| shape == "0") {
        [true, _] if dialect != Dialect::Print => "0".to_string(),
        [_, true] if dialect != Dialect::Print => "1".to_string(),
        _ => format!("{called}({})", of.join(if dialect == Dialect::Print { ", " } else { "," })),
    }
}

/// x·log(x/y), which is 0 where x is.
fn x_log(dialect: Dialect, log: &str, x: &str, y: &str) -> String {
    let known = x.parse::<f64>().ok();
    if known == Some(0.0) {
        return "0".to_string();
    }
    // Of what is 0 the logarithm is taken of another number, and then counts for nothing.
    let above = match dialect {
        _ if known.is_some() => x.to_string(),
        Dialect::Print => x.to_string(),
        Dialect::Spreadsheet => format!("({x}+({x}=0))"),
        Dialect::R | Dialect::Python => format!("({x}+({x}==0))"),
    };
    let ratio = if y == "1" { above } else { format!("{above}/{y}") };
    let times = if dialect == Dialect::Print { '·' } else { '*' };
    format!("{x}{times}{}", called(dialect, log, &ratio, "", LOOSEST))
}

/// Reads a formula from left to right.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    names: &'a [&'a str],
    depth: usize,
}

impl Reader<'_> {
    fn sum(&mut self) -> Result<Node, String> {
        let mut left = self.product()?;
        while let Some(sign @ ('+' | '-')) = self.peek() {
            self.at += 1;
            left = Node::Pair(sign, Box::new([left, self.product()?]));
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Node, String> {
        let mut left = self.signed()?;
        while let Some(sign @ ('*' | '/')) = self.peek() {
            self.at += 1;
            left = Node::Pair(sign, Box::new([left, self.signed()?]));
        }
        Ok(left)
    }

    fn signed(&mut self) -> Result<Node, String> {
        if self.peek() != Some('-') {
            return self.power();
        }
        self.at += 1;
        let of = self.deeper(Reader::signed)?;
        Ok(Node::Negative(Box::new(of)))
    }

    fn power(&mut self) -> Result<Node, String> {
        let base = self.atom()?;
        if self.peek() != Some('^') {
            return Ok(base);
        }
        self.at += 1;
        let exponent = self.deeper(Reader::signed)?;
        Ok(Node::Pair('^', Box::new([base, exponent])))
    }

    fn atom(&mut self) -> Result<Node, String> {
        match self.peek() {
            Some('(') => {
                self.at += 1;
                let inside = self.deeper(Reader::sum)?;
                self.take(')')?;
                Ok(inside)
            }
            Some('0'..='9' | '.') => {
                let digits = self.word(|c| c.is_ascii_digit() || c == '.');
                let number =
                    digits.parse().map_err(|_| format!("expected a number, found {digits}"))?;
                Ok(Node::Number(number))
            }
            Some(c) if c.is_ascii_alphabetic() => self.named(),
            _ => Err(self.expected("a number, a name or (")),
        }
    }

    fn named(&mut self) -> Result<Node, String> {
        let word = self.word(|c| c.is_ascii_alphanumeric() || c == '_').to_string();
        if let Some(place) = self.names.iter().position(|name| *name == word) {
            return Ok(Node::Name(place));
        }
        let Some(function) = FUNCTIONS.iter().position(|(name, _)| *name == word) else {
            let known = self.names.join(", ");
            return Err(format!("expected a function or one of {known}; found {word}"));
        };
        self.take('(')?;
        let mut of = vec![self.deeper(Reader::sum)?];
        while of.len() < FUNCTIONS[function].1 {
            self.take(',')?;
            of.push(self.deeper(Reader::sum)?);
        }
        self.take(')')?;
        Ok(Node::Of(function, of))
    }

    fn deeper(&mut self, read: fn(&mut Self) -> Result<Node, String>) -> Result<Node, String> {
        if self.depth == DEEPEST {
            return Err(format!("expected at most {DEEPEST} levels of parentheses"));
        }
        self.depth += 1;
        let node = read(self);
        self.depth -= 1;
        node
    }

    /// The next sign that is no blank.
    fn peek(&mut self) -> Option<char> {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
        self.text[self.at..].chars().next()
    }

    fn word(&mut self, of: impl Fn(char) -> bool) -> &str {
        let rest = &self.text[self.at..];
        let end = rest.find(|c| !of(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn take(&mut self, sign: char) -> Result<(), String> {
        if self.peek() != Some(sign) {
            return Err(self.expected(&sign.to_string()));
        }
        self.at += sign.len_utf8();
        Ok(())
    }

    fn expected(&mut self, what: &str) -> String {
        let found = self.peek().map_or("the end".to_string(), |c| c.to_string());
        format!(
            "expected {what}, found {found} at character {}",
            self.text[..self.at].chars().count() + 1
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> f64 {
        Formula::read(text, &["x", "y"]).unwrap().number(&[8.0, 2.0])
    }

    #[test]
    fn signs_bind_as_in_books() {
        let cases = [
            ("1 + 2*3", 7.0),
            ("(1+2)*3", 9.0),
            ("8 - 4 - 2", 2.0),
            ("8 / 4 / 2", 1.0),
            ("-2^2", -4.0),
            ("2^-1", 0.5),
            ("x - -y", 10.0),
            ("xln(0, 0) + xlog2(x, y)", 16.0),
            ("sign(x) + sign(-y) + sign(0)", 0.0),
            ("erfc(0)", 1.0),
            ("pmin(x, y) + max(y) + pmax(y, 3)", 7.0),
        ];
        for (text, expected) in cases {
            assert_eq!(number(text), expected, "{text}");
        }
        for undefined in
            ["ln(0 - 1)", "1 / (1 / 0)", "1 / ln(0)", "pmax(1, 0 / 0)", "pmin(0 / 0, 1)"]
        {
            assert!(number(undefined).is_nan(), "{undefined}");
        }
    }

    #[test]
    fn lists_go_part_by_part() {
        let value = |text| {
            let lists = [Value::Each(vec![1.0, 2.0, 3.0]), Value::Each(vec![2.0, 2.0, 4.0])];
            Formula::read(text, &["v", "s"]).unwrap().value(&lists)
        };
        assert_eq!(value("v * s - 1"), Value::Each(vec![1.0, 3.0, 11.0]));
        assert_eq!(value("mean(v) + count(s) + max(s) - min(v)"), Value::One(8.0));
        assert_eq!(value("sd(s)^2 * 9"), Value::One(8.0));
        assert_eq!(value("sum(pmin(v, 2))"), Value::One(5.0));
        let unlike = [Value::Each(vec![1.0]), Value::Each(vec![1.0, 2.0])];
        let sum = Formula::read("v + s", &["v", "s"]).unwrap();
        assert!(matches!(sum.value(&unlike), Value::One(it) if it.is_nan()));
    }

    #[test]
    fn what_is_no_formula_is_told() {
        for (text, told) in [
            ("", "expected a number, a name or (, found the end at character 1"),
            ("1 +", "found the end at character 4"),
            ("(1", "expected ), found the end"),
            ("1 2", "expected an operator or the end, found 2 at character 3"),
            ("z", "one of x, y; found z"),
            ("xln(1)", "expected ,, found )"),
            ("1.2.3", "expected a number, found 1.2.3"),
            ("٣", "found ٣"),
        ] {
            let error = Formula::read(text, &["x", "y"]).unwrap_err();
            assert!(error.contains(told), "{text}: {error}");
        }
        for deep in ["(".repeat(10_000), "-".repeat(10_000), "2^".repeat(10_000)] {
            assert!(Formula::read(&deep, &[]).unwrap_err().contains("at most 32"));
        }
    }

    #[test]
    fn people_are_told_the_same() {
        for (text, printed) in [
            ("x - (y - 1)", "x − (y − 1)"),
            ("-x^2 / (x * y)^3", "−x²/(x·y)³"),
            ("2 * (-x)", "2·(−x)"),
            ("1000000*x^y", "1,000,000·x^y"),
            ("sqrt(x) + sqrt(x*y) / log2(abs(x))", "√x + √(x·y)/log₂(|x|)"),
            ("sum(abs(x - sum(y))) / count(x)", "Σ(|x − Σy|)/n"),
            ("2 * (xln(x, y) + xlog2(x, 1))", "2·(x·ln(x/y) + x·log₂(x))"),
            ("sign(pmin(x, 1)) * erfc(y)", "sgn(min(x, 1))·erfc(y)"),
        ] {
            let formula = Formula::read(text, &["x", "y"]).unwrap();
            assert_eq!(formula.written(Dialect::Print, &["x", "y"]), printed);
        }
    }

    #[test]
    fn other_programs_are_told_the_same() {
        let written = |text| {
            let formula = Formula::read(text, &["x", "y"]).unwrap();
            [Dialect::Spreadsheet, Dialect::R, Dialect::Python]
                .map(|it| formula.written(it, &["A2", "B2"]))
        };
        assert_eq!(written("x - (y - 1)"), ["A2-(B2-1)"; 3]);
        assert_eq!(
            written("-x^2 / (x * y)"),
            ["(-(A2^2))/(A2*B2)", "(-(A2^2))/(A2*B2)", "(-(A2**2))/(A2*B2)",]
        );
        assert_eq!(
            written("log2(x) / xln(x, x + y)"),
            [
                "LOG(A2,2)/(A2*LN((A2+(A2=0))/(A2+B2)))",
                "log2(A2)/(A2*log((A2+(A2==0))/(A2+B2)))",
                "np.log2(A2)/(A2*np.log((A2+(A2==0))/(A2+B2)))",
            ]
        );
        assert_eq!(
            written("sum(abs(x)) * sd(y)"),
            [
                "SUMPRODUCT(ABS(A2))*SUMPRODUCT(STDEVP(B2))",
                "sum(abs(A2))*sqrt(mean((B2-mean(B2))^2))",
                "np.sum(np.abs(A2))*np.std(B2)",
            ]
        );
    }
}
