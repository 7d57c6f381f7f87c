//! Geographic functions.

use super::grove::Grove;

const FIRST: &str = "38.253094215699576 21.756382658677467;38.25021274773806 21.756382658677467;\
    38.25007793942195 21.763892843919166;38.25290886154963 21.763935759263404;38.25146813817506 21.758421137528785";
const SECOND: &str = "38.25304740874071 21.75644703234866;38.25308110946615 21.763377860443143;\
    38.25078942453431 21.763399318115262;38.25090738066984 21.756640151397733;38.25197740258244 21.75892539347842";
const THIRD: &str = "38.252845204059824 21.763313487426785;38.25303055837213 21.755867675201443;\
    38.25072202094234 21.755803302185086;38.25062091543717 21.76294870700076;38.25183417221606 21.75692982997134";

#[test]
fn geographic_functions() {
    let square = "'0 0;0 1;1 1;1 0;0 0'";
    let grove = Grove::new("data(p=0_0 p=0_1_5_2 p=1_1 same=39.9_116.4 same=39.9_116.4 blank=)");
    let cases = [
        // One degree along the equator, 2π · 6378100 m / 360.
        ("round(distance('0 0;0 1'), 3)".into(), "111318.845"),
        ("round(distance(/data/p), 3)".into(), "222637.69"),
        ("round(distance('0 0', '0 1'), 3)".into(), "111318.845"),
        ("distance(/data/same)".into(), "0"),
        ("distance('')".into(), "0"),
        ("distance('0 0')".into(), "0"),
        ("distance('0 0;x')".into(), "NaN"),
        ("distance('0 0;91 0')".into(), "NaN"),
        ("distance('0 0 0 0 0;1 1')".into(), "NaN"),
        // The shapes and numbers of `JavaRosa`'s own tests, which are those of mapdevelopers.com.
        (format!("round(area('{FIRST}'))"), "151452"),
        (format!("round(distance('{FIRST}'))"), "1801"),
        (format!("round(area('{SECOND}'))"), "122755"),
        (format!("round(distance('{SECOND}'))"), "1685"),
        (format!("round(area('{THIRD}'))"), "93912"),
        (format!("round(distance('{THIRD}'))"), "2076"),
        ("area('0 0;0 1')".into(), "0"),
        ("area(/data/blank)".into(), "0"),
        ("area('0 0;0 x;1 1')".into(), "NaN"),
        (format!("geofence('0.5 0.5', {square})"), "true"),
        (format!("geofence('1.5 0.5 3 4', {square})"), "false"),
        (format!("geofence('', {square})"), "false"),
        (format!("geofence('x', {square})"), "false"),
        (format!("intersects({square})"), "false"),
        ("intersects('0 0;1 1;0 1;1 0;0 0')".into(), "true"),
        ("intersects('0 0;0 2;1 2;1 1;-1 1')".into(), "true"),
        ("intersects('0 0;0 2;0 1')".into(), "true"),
        ("intersects('0 0;0 1;0 2')".into(), "false"),
        ("intersects('0 0')".into(), "false"),
        ("intersects('')".into(), "false"),
    ];
    let cases: Vec<(&str, &str)> =
        cases.iter().map(|(source, wanted): &(String, _)| (&**source, *wanted)).collect();
    grove.agrees("/", &cases);
}
