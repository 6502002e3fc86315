//! What was found in crates that had not been tried before, the last ones: guards of patterns with alternatives, fields of awaited
//! values, what is in a box or behind a reference, and names in the texts of macros.
use crate::harness::*;
use futures::FutureExt;
use std::iter::once;

#[allow(dead_code, reason = "dropped")]
pub enum Reply {
    Done(u64),
    Again(u64),
    Text(Noisy),
}

fn reply(n: u64) -> Result<Reply, u64> {
    match n {
        0 => Ok(Reply::Done(n)),
        1 => Ok(Reply::Again(n)),
        2 => Ok(Reply::Text(noisy("text", n))),
        _ => Err(n),
    }
}

pub async fn sent(n: u64) -> ((Noisy, Option<Noisy>), Result<u64, Noisy>) {
    pause(1).await;
    let buffers = (noisy("buffer", n), (n > 1).then(|| noisy("more", n)));
    (buffers, if n > 1 { Ok(n) } else { Err(noisy("why", n)) })
}

pub struct Info(Noisy);

impl Info {
    pub fn finish(self) -> u64 {
        consume(self.0)
    }

    pub fn look(&self) -> u64 {
        self.0.get()
    }

    pub fn with(self, change: impl FnOnce(u64) -> u64) -> u64 {
        change(consume(self.0))
    }
}

impl From<Info> for u64 {
    fn from(info: Info) -> u64 {
        consume(info.0)
    }
}

pub trait Accepts {
    fn accept(self) -> u64;
}

impl Accepts for Info {
    fn accept(self) -> u64 {
        consume(self.0)
    }
}

impl Accepts for Box<Info> {
    fn accept(self) -> u64 {
        call("box", self.look())
    }
}

pub fn info(n: u64) -> Box<Info> {
    Box::new(Info(noisy("info", n)))
}

pub struct Wire(Noisy);

impl Wire {
    pub async fn end(&mut self) -> u64 {
        pause(1).await;
        self.0.add(1).get()
    }
}

pub fn wire(n: u64) -> Wire {
    Wire(noisy("wire", n))
}

pub struct Reading<'a>(&'a mut Wire);

pub struct Row<'a> {
    pub reading: Option<Reading<'a>>,
    pub column: u64,
}

pub struct Statement<'a> {
    pub all: &'a mut Vec<Noisy>,
    pub wire: &'a mut Wire,
    pub name: Noisy,
}

pub async fn send_all(all: impl Iterator<Item = u64>) -> u64 {
    let all: Vec<u64> = all.collect();
    pause(all.len() as u64).await;
    all.into_iter().fold(0, |sum, one| sum * 10 + one)
}

#[derive(PartialEq)]
pub struct Column(u64);

impl Column {
    pub fn called(n: u64) -> Self {
        Column(call("column", n))
    }
}

pub trait Compares: Sized {
    fn eq<T>(self, other: T) -> (Self, T) {
        (self, other)
    }
}

impl Compares for Column {}

pub async fn find((column, name): (Column, &str)) -> u64 {
    pause(column.0).await;
    column.0 + name.len() as u64
}

pub async fn define(column: u64, wire: &mut Wire) -> u64 {
    pause(column).await;
    wire.0.add(column).get()
}

functions! {
    // As in `start` and `end_row` of opensrv-mysql.
    pub async fn behind_a_reference_without_a_name(wire: Wire, n: u64) -> u64 {
        let mut wire = wire;
        let mut row = Row { reading: Some(Reading(&mut wire)), column: 1 };
        let this = &mut row;
        let first = define(this.column, this.reading.as_mut().unwrap().0).await;
        this.column = n;
        let second = this.reading.as_mut().unwrap().0.end().await;
        this.column = first;
        second + this.column
    }

    // As in `reply` of opensrv-mysql: a field that is a reference is asked about while the call is made.
    pub async fn a_field_beside_others_that_are_taken(n: u64) -> u64 {
        let (mut all, mut wire) = (Vec::new(), wire(n));
        let statement = Statement { all: &mut all, wire: &mut wire, name: noisy("name", n) };
        let names = statement.name.touch().await;
        statement.all.push(noisy("entry", call("made", names)));
        let all = define(n, statement.wire).await;
        all + consume(statement.name)
    }

    // As in `hashes_to_blocks` of alloy-provider: the inner closure outlives the call of the outer one.
    pub async fn closures_that_closures_return(all: Vec<Noisy>, full: bool, n: u64) -> Vec<u64> {
        let more = fetch("more", n).await;
        let asked = all.into_iter().map(|one| number(more.get() + one.get()).map(|got| if full { got + 1 } else { got }));
        let all = futures::future::join_all(asked).await;
        call("full", u64::from(full));
        all
    }

    // As in `validate_protocol_version` of mqtt5: a name that is a field's, and is computed with.
    pub async fn names_and_values(n: u64) -> u64 {
        let (version, name) = (number(n).await, noisy("name", n));
        match version {
            1 | 2 => {
                let next = version + 1;
                let text: &str = if n == 2 { "a" } else { "b" };
                tracing::debug!(next, version, %name, "{} {}", if version == 2 { text } else { "c" }, name.get() + next);
                pause(next).await;
                name.get()
            }
            _ => number(version).await,
        }
    }

    // As in `sweep_sessions` of mqtt5.
    pub async fn iterators_over_guards(n: u64) -> u64 {
        let count = {
            let left = fetch("left", n).await;
            let right = fetch("right", n + 1).await;
            left.name.chars().chain(right.name.chars()).map(|char| char.len_utf8()).count()
        };
        pause(1).await;
        let all: Vec<Noisy> = (0..n).map(|n| noisy("one", n)).collect();
        send_all(all.into_iter().map(|one| one.get()).chain(once(fetch("last", count as u64).await.get())).rev()).await
    }

    // As in `delete_migration_record` of sea-orm-migration: there is another `eq`, for references.
    pub async fn made_of_a_comparison(n: u64) -> u64 {
        let name = "name";
        find(Column::called(n).eq(name)).await
    }

    // As in `try_execute` of neo4rs.
    pub async fn a_guard_of_alternatives(n: u64) -> u64 {
        let pipelined = call("pipelined", n) < 1;
        match now(reply(n)).await {
            Ok(all @ (Reply::Done(_) | Reply::Again(_))) if pipelined => {
                pause(1).await;
                drop(all);
                call("first", n)
            }
            _other => call("other", n),
        }
    }

    pub async fn a_guard_that_is_tried_twice(n: u64) -> u64 {
        let more = call("more", n);
        pause(1).await;
        match (n, 1) {
            (k, _) | (_, k) if call("tried", more) + k > 3 => number(k).await,
            (k, _) => k,
        }
    }

    // As in `reply_fuse` of fuse3.
    pub async fn if_let_of_a_field(n: u64) -> u64 {
        let mut left = 2;
        while left > 0 {
            left -= 1;
            if let Err(why) = sent(left).await.1 {
                if why.is_even() {
                    continue;
                }
                return call("why", why.get());
            }
        }
        number(n).await
    }

    pub async fn if_let_of_a_field_at_the_end(n: u64) -> u64 {
        let _a = noisy("a", n);
        if let Err(why) = sent(n).await.1 { call("why", why.get()) } else { 1 }
    }

    pub async fn if_let_of_a_field_in_an_operand(n: u64) -> u64 {
        let a = noisy("a", n);
        call("sum", a.get() + if let (first, Some(more)) = sent(n).await.0 { first.get() + more.get() } else { 1 })
    }

    // As in `start` of pgwire.
    pub async fn into_of_what_is_in_a_box(n: u64) -> u64 {
        match now(if n > 0 { Ok(n) } else { Err(info(n)) }).await {
            Ok(k) => number(k).await,
            Err(info) => number((*info).into()).await,
        }
    }

    // As in poem's listeners.
    pub async fn what_is_in_a_box(n: u64) -> u64 {
        let (first, second, third, fourth) = (info(n), info(n + 1), info(n + 2), Box::new(Some(noisy("o", n))));
        pause(1).await;
        let sum = (*first).look() + (*first).finish() + (*second).with(|k| k + 1) + (*third).accept();
        pause(1).await;
        sum + (*fourth).map_or(number(1).await, consume)
    }

    pub async fn what_others_point_to(n: u64) -> u64 {
        let (list, infos, lock) = (vec![n, 2], vec![info(n)], Lock::new(n));
        let (mut sum, guard, text) = (0, lock.lock().await, now("text").await);
        for k in &list {
            pause(1).await;
            sum += (*k).pow(2) + (*k).max(3);
        }
        for info in &infos {
            pause(1).await;
            sum += (*info).look() + (**info).look();
        }
        let more: u64 = (*guard).into();
        sum + more + (*text).chars().count() as u64
    }

    // As in `send` of coerce.
    #[tracing::instrument(skip_all)]
    pub async fn names_in_texts(n: u64) -> u64 {
        let (kind, user) = (number(n).await, 3);
        tracing::info!(user = 4, "{shown} of {user} {n}", shown = kind);
        kind + user
    }
}

cases! {
    behind_a_reference_without_a_name [1] |n| behind_a_reference_without_a_name(wire(n), n);
    a_field_beside_others_that_are_taken [0, 1] |n| a_field_beside_others_that_are_taken(n);
    closures_that_closures_return [1, 2] |n| closures_that_closures_return((0..n).map(|n| noisy("one", n)).collect(), n > 1, n);
    names_and_values [0, 1, 2] |n| names_and_values(n);
    iterators_over_guards [0, 2] |n| iterators_over_guards(n);
    made_of_a_comparison [1] |n| made_of_a_comparison(n);
    a_guard_of_alternatives [0, 1, 2, 3] |n| a_guard_of_alternatives(n);
    a_guard_that_is_tried_twice [0, 1, 2] |n| a_guard_that_is_tried_twice(n);
    if_let_of_a_field [1] |n| if_let_of_a_field(n);
    if_let_of_a_field_at_the_end [1, 2] |n| if_let_of_a_field_at_the_end(n);
    if_let_of_a_field_in_an_operand [1, 2] |n| if_let_of_a_field_in_an_operand(n);
    into_of_what_is_in_a_box [0, 1] |n| into_of_what_is_in_a_box(n);
    what_is_in_a_box [1] |n| what_is_in_a_box(n);
    what_others_point_to [1] |n| what_others_point_to(n);
    names_in_texts [1] |n| names_in_texts(n);
}
