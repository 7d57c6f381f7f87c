//! Rows of lists by an index: the same rows as without one.

use super::grove::Grove;

const ROWS: &str = "root(item(name=a up=n no=1) item(name=b up=s no=01) item(name=c up=n no=2) item(name=d up= no=3))";

/// Each with how often the index is asked.
#[test]
fn finds_the_same_rows_with_and_without_an_index() {
    let cases = [
        ("instance('l')/root/item[up = 'n']/name", 1),
        ("instance('l')/root/item['n' = up]/name", 1),
        ("instance('l')/root/item[up = /data/n]/name", 1),
        ("instance('l')/root/item[up = current()/../n]/name", 1),
        ("instance('l')/root/item[up = concat('', /data/n)]/name", 1),
        ("instance('l')/root/item[up = /data/blank]/name", 1),
        ("instance('l')/root/item[up = 'n'][2]/name", 1),
        ("instance('l')/root/item[up = 'n' and no > 1]/name", 1),
        ("instance('l')/root/item[no > 1 and up = 'n']/name", 1),
        ("instance('l')/root/item[up = 'n' and no = '1' and name = 'a']/name", 1),
        ("instance('l')/root/item[name = instance('l')/root/item[no = '2']/name]/up", 2),
        ("pulldata('l', 'name', 'up', 'n')", 1),
        // Numbers compare as numbers, several nodes any of them, none none.
        ("instance('l')/root/item[no = 1]/name", 0),
        ("instance('l')/root/item[no = /data/many/v]/name", 0),
        ("instance('l')/root/item[no = /data/missing]/name", 0),
        ("instance('l')/root/item[up = true()]/name", 0),
        // What hangs on the row or its place.
        ("instance('l')/root/item[up = name]/name", 0),
        ("instance('l')/root/item[name = string(up)]/name", 0),
        ("instance('l')/root/item[no = string(position())]/name", 0),
        ("instance('l')/root/item[up = 'n' and position() = 3]/name", 0),
        ("instance('l')/root/item[up = 'n' and position() = last()]/name", 0),
        ("instance('l')/root/item[up = 'n' or no = '3']/name", 0),
        ("instance('l')/root/item[up != 'n']/name", 0),
        ("instance('l')/root/item[3][up = 'n']/name", 0),
    ];
    let mut grove = Grove::new("data(n=n blank= many(v=1 v=3))").list("l", ROWS);
    for (source, lookups) in cases {
        grove.index = false;
        let plain = grove.show("/data/n", source);
        grove.index = true;
        grove.lookups.set(0);
        assert_eq!(grove.show("/data/n", source), plain, "{source}");
        assert_eq!(grove.lookups.get(), lookups, "{source}");
    }
    assert_eq!(grove.show("/data/n", "instance('l')/root/item[up = 'n']/name"), "[a,c]");
}
