//! What is found by way of a reference before something behind it awaits, and makes another one of it.
use crate::harness::*;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point(u64, u64);

impl Point {
    fn sum(&self) -> u64 {
        self.0 * 10 + self.1
    }
}

pub struct Cursor<'a> {
    rest: &'a [u64],
    here: &'a Point,
    there: &'a Point,
}

impl Cursor<'_> {
    async fn next(&mut self) -> u64 {
        pause(1).await;
        self.rest = &self.rest[1..];
        std::mem::swap(&mut self.here, &mut self.there);
        5
    }
}

fn at(point: &Point, more: u64) -> u64 {
    point.sum() * 3 + more
}

fn of_number(number: &u64, more: u64) -> u64 {
    number * 3 + more
}

fn move_on(point: &mut Point, more: u64) -> u64 {
    point.0 += 1;
    at(point, more)
}

fn at_first((point, number): (&Point, u64), more: u64) -> u64 {
    at(point, number) + more
}

fn first(list: &[u64], more: u64) -> u64 {
    list[0] * 3 + more
}

fn call_with(mut f: impl FnMut() -> u64, more: u64) -> u64 {
    f() * 3 + more
}

async fn wait_for(f: impl Future<Output = u64>, more: u64) -> u64 {
    f.await * 3 + more
}

async fn lead<'a>(point: &mut &'a Point, to: &'a Point) -> u64 {
    pause(1).await;
    *point = to;
    7
}

functions! {
    pub async fn borrowed_again(n: u64) -> u64 {
        let (a, b) = (Point(n, 1), Point(7, 7));
        let mut point = &a;
        at(&*point, { point = &b; number(n).await }) + at(&*point, lead(&mut point, &a).await) + point.sum()
    }

    pub async fn a_part(n: u64) -> u64 {
        let (a, b) = (Point(n, 1), Point(7, 7));
        let mut point = &a;
        of_number(&point.0, { point = &b; number(n).await }) + point.sum()
    }

    pub async fn borrowed_uniquely(n: u64) -> u64 {
        let (mut a, mut b) = (Point(n, 1), Point(7, 7));
        let mut point = &mut a;
        let sum = move_on(&mut *point, { point = &mut b; number(n).await });
        point.0 += 1;
        sum + a.sum() * b.sum()
    }

    pub async fn in_a_tuple(n: u64) -> u64 {
        let (a, b) = (Point(n, 1), Point(7, 7));
        let mut point = &a;
        at_first((&*point, 1), { point = &b; number(n).await }) + point.sum()
    }

    pub async fn in_a_tuple_with_what_is_awaited(n: u64) -> u64 {
        let (a, b) = (Point(n, 1), Point(7, 7));
        let mut point = &a;
        let pair = (&*point, { point = &b; number(n).await });
        pair.0.sum() + pair.1 + point.sum()
    }

    pub async fn in_an_array(n: u64) -> u64 {
        let (a, b) = (Point(n, 1), Point(7, 7));
        let mut point = &a;
        let all = [&*point, { point = &b; pause(1).await; &*point }];
        all[0].sum() + all[1].sum()
    }

    pub async fn in_an_option(n: u64) -> u64 {
        let (a, b) = (Point(n, 1), Point(7, 7));
        let mut point = &a;
        Some(&*point).map_or({ point = &b; number(n).await }, Point::sum) + point.0
    }

    pub async fn becomes_a_slice(n: u64) -> u64 {
        let (a, b) = (vec![n, 1], vec![7, 7]);
        let mut list = &a;
        first(&list, { list = &b; number(n).await }) + list[1]
    }

    pub async fn of_a_field(n: u64) -> u64 {
        let (points, list) = ([Point(n, 1), Point(7, 7)], vec![n, 2, 3, 4]);
        let mut cursor = Cursor { rest: &list, here: &points[0], there: &points[1] };
        let sum = first(&cursor.rest[..1], cursor.next().await) + at(&*cursor.here, cursor.next().await);
        sum + of_number(&cursor.here.0, cursor.next().await) + cursor.here.sum()
    }

    pub async fn by_a_closure(n: u64) -> u64 {
        let (mut a, b) = (Point(n, 1), Point(7, 7));
        let mut point = &a;
        let mut sum = call_with(|| point.0, { point = &b; number(n).await });
        sum += call_with(|| point.sum(), { point = &a; number(n).await }) + point.0;
        let mut c = Point(3, 3);
        let mut place = &mut a;
        sum += call_with(|| { place.0 += 1; place.0 }, { place = &mut c; number(n).await });
        sum + place.sum() + a.sum()
    }

    pub async fn by_a_block(n: u64) -> u64 {
        let (a, b) = (Point(n, 1), Point(7, 7));
        let mut point = &a;
        wait_for(async { pause(1).await; point.sum() }, { point = &b; number(n).await }).await + point.sum()
    }

    pub async fn to_be_printed(n: u64) -> String {
        let (a, b) = (Point(n, 1), Point(7, 7));
        let mut point = &a;
        let text = format!("{} {}", point.0, { point = &b; number(n).await });
        text + &format!("{:?} {} {}", *point, { point = &a; number(n).await }, point.0)
    }

    pub async fn to_be_asserted(n: u64) -> u64 {
        let (a, b) = (Point(n, 1), Point(7, 7));
        let mut point = &a;
        assert_eq!(point.0, { point = &b; number(n).await });
        assert_eq!(*point, { point = &a; pause(1).await; b }, "{}", point.0);
        point.0
    }
}

cases! {
    borrowed_again [0, 1] |n| borrowed_again(n);
    a_part [0, 1] |n| a_part(n);
    borrowed_uniquely [0, 1] |n| borrowed_uniquely(n);
    in_a_tuple [0, 1] |n| in_a_tuple(n);
    in_a_tuple_with_what_is_awaited [0, 1] |n| in_a_tuple_with_what_is_awaited(n);
    in_an_array [0, 1] |n| in_an_array(n);
    in_an_option [0, 1] |n| in_an_option(n);
    becomes_a_slice [0, 1] |n| becomes_a_slice(n);
    of_a_field [0, 1] |n| of_a_field(n);
    by_a_closure [0, 1] |n| by_a_closure(n);
    by_a_block [0, 1] |n| by_a_block(n);
    to_be_printed [0, 1] |n| to_be_printed(n);
    to_be_asserted [0, 1] |n| to_be_asserted(n);
}
