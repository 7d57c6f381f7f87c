//! The words of an expression.

use super::super::ast::Op;
use super::super::fault::Fault;

/// One word of an expression.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Token<'s> {
    Number(f64),
    Text(&'s str),
    /// A name with its prefix; also the words `and`, `or`, `div` and `mod`, told apart by where they stand.
    Name(&'s str),
    Reference {
        name: &'s str,
        last_saved: bool,
    },
    Slash,
    DoubleSlash,
    Dot,
    DotDot,
    At,
    Comma,
    Open,
    Close,
    OpenBracket,
    CloseBracket,
    Axis,
    /// `*`: a wildcard or a product, told apart by where it stands.
    Star,
    Op(Op),
    End,
}

impl Token<'_> {
    /// Says what the word is, for a message.
    pub(super) fn describe(&self) -> String {
        match self {
            Self::Number(number) => format!("the number {number}"),
            Self::Text(text) => format!("the text '{}'", shorten(text)),
            Self::Name(name) => format!("`{}`", shorten(name)),
            Self::Reference { name, .. } => format!("`${{{}}}`", shorten(name)),
            Self::Slash => "`/`".into(),
            Self::DoubleSlash => "`//`".into(),
            Self::Dot => "`.`".into(),
            Self::DotDot => "`..`".into(),
            Self::At => "`@`".into(),
            Self::Comma => "`,`".into(),
            Self::Open => "`(`".into(),
            Self::Close => "`)`".into(),
            Self::OpenBracket => "`[`".into(),
            Self::CloseBracket => "`]`".into(),
            Self::Axis => "`::`".into(),
            Self::Star => "`*`".into(),
            Self::Op(op) => format!("`{}`", op.sign()),
            Self::End => "the end".into(),
        }
    }
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= 40 {
        text.to_owned()
    } else {
        text.chars().take(40).chain(['…']).collect()
    }
}

/// Splits a source into words, each with its byte offset; the last is [`Token::End`].
pub(super) fn split(source: &str) -> Result<Vec<(Token<'_>, usize)>, Fault> {
    let mut tokens = Vec::with_capacity(source.len() / 4 + 2);
    let mut at = 0;
    while let Some(first) = source[at..].chars().next() {
        if matches!(first, ' ' | '\t' | '\r' | '\n' | '\u{a0}') {
            at += first.len_utf8();
            continue;
        }
        let (token, length) = token(&source[at..], first, at)?;
        tokens.push((token, at));
        at += length;
    }
    tokens.push((Token::End, source.len()));
    Ok(tokens)
}

fn token(rest: &str, first: char, at: usize) -> Result<(Token<'_>, usize), Fault> {
    let second = rest[first.len_utf8()..].chars().next();
    Ok(match (first, second) {
        ('\'' | '"', _) => return text(rest, first, at),
        ('$', _) => return reference(rest, at),
        ('0'..='9', _) | ('.', Some('0'..='9')) => return number(rest, at),
        ('/', Some('/')) => (Token::DoubleSlash, 2),
        ('/', _) => (Token::Slash, 1),
        ('.', Some('.')) => (Token::DotDot, 2),
        ('.', _) => (Token::Dot, 1),
        (':', Some(':')) => (Token::Axis, 2),
        ('@', _) => (Token::At, 1),
        (',', _) => (Token::Comma, 1),
        ('(', _) => (Token::Open, 1),
        (')', _) => (Token::Close, 1),
        ('[', _) => (Token::OpenBracket, 1),
        (']', _) => (Token::CloseBracket, 1),
        ('*', _) => (Token::Star, 1),
        ('+', _) => (Token::Op(Op::Add), 1),
        ('-', _) => (Token::Op(Op::Subtract), 1),
        ('|', Some('|')) => {
            return Err(Fault::new(
                at,
                "`||` is no operator here; write `or`, or concat() for texts",
            ));
        }
        ('|', _) => (Token::Op(Op::Union), 1),
        ('=', Some('=')) => return Err(Fault::new(at, "`==` is no operator here; write `=`")),
        ('=', _) => (Token::Op(Op::Equal), 1),
        ('!', Some('=')) => (Token::Op(Op::NotEqual), 2),
        ('!', _) => return Err(Fault::new(at, "`!` stands only in `!=`; write not(…)")),
        ('<', Some('=')) => (Token::Op(Op::LessOrEqual), 2),
        ('<', Some('>')) => return Err(Fault::new(at, "`<>` is no operator here; write `!=`")),
        ('<', _) => (Token::Op(Op::Less), 1),
        ('>', Some('=')) => (Token::Op(Op::GreaterOrEqual), 2),
        ('>', _) => (Token::Op(Op::Greater), 1),
        ('&', _) => {
            return Err(Fault::new(
                at,
                "`&` is no operator here; write `and`, or concat() for texts",
            ));
        }
        _ if starts_name(first) => {
            let length = name(rest);
            (Token::Name(&rest[..length]), length)
        }
        _ => return Err(Fault::new(at, stranger(first))),
    })
}

/// Explains a character that has no place in an expression.
fn stranger(found: char) -> String {
    match found {
        '‘' | '’' | '‚' | '‛' | '“' | '”' | '„' | '‟' | '「' | '」' | '＇' | '＂' =>
        {
            format!("{found} is a typographic quotation mark; write ' or \" instead")
        }
        '（' | '）' | '，' | '＝' | '＜' | '＞' | '＋' | '－' | '＊' | '／' | '［' | '］'
        | '｜' | '．' | '　' => {
            format!("{found} is a full-width character; write the plain one instead")
        }
        '–' | '—' | '−' => format!("{found} is a dash; write the minus - instead"),
        '≤' => "≤ is no operator here; write <=".into(),
        '≥' => "≥ is no operator here; write >=".into(),
        '≠' => "≠ is no operator here; write !=".into(),
        '×' => "× is no operator here; write *".into(),
        '÷' => "÷ is no operator here; write div".into(),
        '%' => "`%` is no operator here; write `mod`".into(),
        _ if found.is_control() => {
            format!("the invisible character U+{:04X} has no place here", u32::from(found))
        }
        _ => format!("`{found}` has no place here"),
    }
}

fn text(rest: &str, quote: char, at: usize) -> Result<(Token<'_>, usize), Fault> {
    rest[1..].find(quote).map(|end| (Token::Text(&rest[1..=end]), end + 2)).ok_or_else(|| {
        Fault::new(
            at,
            format!("the text that begins with {quote} here is never closed with {quote}"),
        )
    })
}

fn number(rest: &str, at: usize) -> Result<(Token<'_>, usize), Fault> {
    let digits = |from: usize| rest[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut length = digits(0);
    if rest[length..].starts_with('.') {
        length += 1 + digits(length + 1);
    }
    let value = rest[..length].parse().map_err(|_| Fault::new(at, "this is not a number"))?;
    Ok((Token::Number(value), length))
}

fn reference(rest: &str, at: usize) -> Result<(Token<'_>, usize), Fault> {
    let Some(inside) = rest.strip_prefix("${") else {
        return Err(Fault::new(at, "expected `{` after `$`: a question is named as ${name}"));
    };
    let Some(end) = inside.find('}') else {
        return Err(Fault::new(at, "`${` is never closed with `}`"));
    };
    let name = inside[..end].trim();
    let (name, last_saved) =
        name.strip_prefix("last-saved#").map_or((name, false), |name| (name, true));
    let sound = name.chars().next().is_some_and(starts_name)
        && name.chars().all(|c| continues_name(c) || c == ':');
    if !sound {
        return Err(Fault::new(at, "expected the name of a question between `${` and `}`"));
    }
    Ok((Token::Reference { name, last_saved }, end + 3))
}

/// Returns the length of the name at the start, prefix included.
fn name(rest: &str) -> usize {
    let plain = |from: usize| {
        rest[from..]
            .char_indices()
            .find(|&(_, c)| !continues_name(c))
            .map_or(rest.len(), |(at, _)| from + at)
    };
    let end = plain(0);
    let local = rest[end..].strip_prefix(':').and_then(|local| local.chars().next());
    if local.is_some_and(starts_name) { plain(end + 1) } else { end }
}

fn starts_name(c: char) -> bool {
    c == '_' || if c.is_ascii() { c.is_ascii_alphabetic() } else { c.is_alphabetic() }
}

fn continues_name(c: char) -> bool {
    matches!(c, '-' | '.' | '_' | '·')
        || if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() }
}
