//! Places of a statement as SQLite takes them fastest.

use std::borrow::Cow;

/// Writes `?` for each of `$1`, `$2`, … when every place occurs once and in order; any other statement stays as it is.
///
/// SQLite looks a named place up by walking through all of them, for each value that is bound: with a thousand places
/// that is most of the time of the statement. A bare `?` has no name to look up.
pub(super) fn nameless(sql: Cow<'static, str>) -> Cow<'static, str> {
    let Some(first) = sql.find('$') else { return sql };
    let mut out = String::with_capacity(sql.len());
    out.push_str(&sql[..first]);
    let mut rest = &sql[first..];
    let mut next = 1_usize;
    while let Some(after) = rest.strip_prefix('$') {
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        if after[..digits].parse() != Ok(next) {
            return sql;
        }
        next += 1;
        out.push('?');
        let tail = &after[digits..];
        let stop = tail.find('$').unwrap_or(tail.len());
        out.push_str(&tail[..stop]);
        rest = &tail[stop..];
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::nameless;

    #[test]
    fn places_in_order_lose_their_names() {
        let long = crate::db::many::places(3, 4);
        assert_eq!(nameless(long.into()), "(?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?)");
        assert_eq!(nameless("SELECT $1".into()), "SELECT ?");
        assert_eq!(nameless("SELECT 1".into()), "SELECT 1");
    }

    #[test]
    fn places_that_come_twice_or_out_of_order_keep_them() {
        for sql in ["a = $1 OR b = $1", "a = $2 AND b = $1", "a = $2", "a = '$' AND b = $1"] {
            assert_eq!(nameless(sql.into()), sql);
        }
    }
}
