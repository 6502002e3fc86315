//! Closures that call methods on a `&mut` that they capture. Without `move` they borrow what it leads to, and can be called again,
//! whatever the type of the reference shows.
use crate::harness::*;

/// Changes the reference, and not only what it leads to.
trait Put {
    fn put(&mut self, byte: u8) -> usize;
}

impl Put for &mut [u8] {
    fn put(&mut self, byte: u8) -> usize {
        let (first, rest) = std::mem::take(self).split_first_mut().unwrap();
        *first = byte;
        *self = rest;
        call("put", u64::from(byte));
        self.len()
    }
}

fn twice(f: impl Fn(u64) -> u64) -> u64 {
    f(1) + f(2)
}

trait Shown {
    fn shown(&self) -> u64;
}

impl Shown for Noisy {
    fn shown(&self) -> u64 {
        self.get()
    }
}

functions! {
    pub async fn outlives_a_reference_declared_behind_it(n: u64) -> u64 {
        let mut list = now(vec![noisy("first", n)]).await;
        let shown;
        {
            let first = list.last_mut().unwrap();
            pause(1).await;
            shown = || first.shown();
        }
        let numbers = now([n; 4]).await;
        pause(1).await;
        shown() + numbers[1] + shown()
    }

    pub async fn shown_often(n: u64) -> u64 {
        let mut list = now(vec![noisy("first", n)]).await;
        let first = list.last_mut().unwrap();
        pause(1).await;
        let got = twice(|by| first.shown() + by);
        pause(1).await;
        got
    }

    pub async fn looked_at_and_outlives_the_reference(n: u64) -> u64 {
        let mut list = now(vec![noisy("first", n)]).await;
        let get = {
            let first = list.last_mut().unwrap();
            pause(1).await;
            || first.get()
        };
        let numbers = now([n; 4]).await;
        pause(1).await;
        get() + numbers[1] + get()
    }

    pub async fn looked_at_often(n: u64) -> u64 {
        let mut list = now(vec![noisy("first", n)]).await;
        let first = list.last_mut().unwrap();
        pause(1).await;
        let got = twice(|by| first.get() + by);
        pause(1).await;
        got
    }

    pub async fn changed_itself(n: u64) -> u64 {
        let mut bytes = now(vec![n as u8; 4]).await;
        let mut room = bytes.as_mut_slice();
        pause(1).await;
        let mut put = |byte: u8| room.put(byte) as u64;
        put(1);
        pause(1).await;
        let left = put(2);
        pause(1).await;
        left + bytes.iter().map(|byte| u64::from(*byte)).sum::<u64>()
    }

    pub async fn inside_of_a_box(n: u64) -> u64 {
        let mut list = now(vec![Box::new(noisy("first", n))]).await;
        let first = list.last_mut().unwrap();
        pause(1).await;
        let mut add = |by: u64| first.add(by).value;
        pause(1).await;
        add(1) + add(2)
    }

    pub async fn beside_what_it_points_to(n: u64) -> u64 {
        let mut list = now(vec![noisy("first", n)]).await;
        let mut add = {
            let first = list.last_mut().unwrap();
            pause(1).await;
            |by: u64| {
                (*first).value += by;
                first.value += 1;
                first.add(by).value
            }
        };
        let numbers = now([n; 4]).await;
        pause(1).await;
        add(1) + add(2) + numbers[0]
    }

    pub async fn looked_at_beside_what_it_points_to(n: u64) -> u64 {
        let mut list = now(vec![noisy("first", n)]).await;
        let mut add = {
            let first = list.last_mut().unwrap();
            pause(1).await;
            |by: u64| {
                first.value += by;
                first.get()
            }
        };
        let numbers = now([n; 4]).await;
        pause(1).await;
        add(1) + add(2) + numbers[0]
    }

    pub async fn gets_another_value_before(n: u64) -> u64 {
        let mut list = now(vec![noisy("first", n), noisy("second", n)]).await;
        let (one, other) = list.split_at_mut(1);
        let (mut first, mut second) = (one.first_mut(), other.first_mut());
        pause(1).await;
        let mut add = |by: u64| {
            if by == 2 {
                first = second.take();
            }
            first.as_mut().unwrap().add(by).value
        };
        pause(1).await;
        add(1) + add(2)
    }

    pub async fn extended_and_looked_into(n: u64) -> u64 {
        let Some(found) = &mut now(Some(noisy("found", n))).await else { return 0 };
        let mut add = |by: u64| found.add(by).value;
        pause(1).await;
        add(1);
        call("add", add(2))
    }

    pub async fn given_by_a_call(n: u64) -> u64 {
        let mut list = now(vec![noisy("first", n), noisy("second", n)]).await;
        let first = list.get_mut(0).unwrap();
        pause(1).await;
        let mut add = |by: u64| first.add(by).value;
        add(1);
        pause(1).await;
        add(2) + list.len() as u64
    }

    pub async fn of_a_list(n: u64) -> u64 {
        let mut lists = now(vec![vec![noisy("first", n)]]).await;
        let list = lists.get_mut(0).unwrap();
        pause(1).await;
        let mut push = |by: u64| {
            list.push(noisy("more", by));
            list.len() as u64
        };
        push(1);
        push(2)
    }

    pub async fn of_a_list_alone(n: u64) -> u64 {
        let mut lists = now(vec![vec![noisy("first", n)]]).await;
        let list = lists.get_mut(0).unwrap();
        let mut push = |by: u64| list.push(noisy("more", by));
        push(1);
        pause(1).await;
        push(2);
        lists[0].len() as u64
    }

    pub async fn of_an_entry(n: u64) -> u64 {
        let mut lists = now(vec![noisy("first", n)]).await;
        let Some(first) = lists.get_mut(0) else { return 0 };
        let mut add = |by: u64| _ = first.add(by);
        add(1);
        add(2);
        pause(1).await;
        n
    }

    pub async fn two_methods(n: u64) -> u64 {
        let mut list = now(vec![noisy("first", n)]).await;
        let first = list.last_mut().unwrap();
        pause(1).await;
        let mut add = |by: u64| first.add(by).value + first.get();
        let sum = add(1) + add(2);
        pause(1).await;
        sum
    }

    pub async fn one_of_two_ways(n: u64) -> u64 {
        let mut list = now(vec![noisy("first", n)]).await;
        let first = list.last_mut().unwrap();
        pause(1).await;
        let mut add = |by: u64| if by == 1 { first.add(by).value } else { first.add(3).value };
        add(1) + add(2)
    }

    pub async fn outlives_the_reference(n: u64) -> u64 {
        let mut list = now(vec![noisy("first", n)]).await;
        let mut add = {
            let first = list.last_mut().unwrap();
            pause(1).await;
            |by: u64| first.add(by).value
        };
        let numbers = now([n; 4]).await;
        pause(1).await;
        add(numbers[0]);
        pause(1).await;
        add(1)
    }

    pub async fn called_and_outlives_the_reference(n: u64) -> u64 {
        let mut value = noisy("value", n);
        let mut functions = now(vec![|by: u64| value.add(by).value]).await;
        let mut twice = {
            let first = functions.last_mut().unwrap();
            pause(1).await;
            |by: u64| first(by) + first(by)
        };
        let numbers = now([n; 4]).await;
        pause(1).await;
        twice(numbers[0]);
        pause(1).await;
        twice(1)
    }

    pub async fn given_to_a_function(n: u64) -> u64 {
        let mut list = now(vec![noisy("first", n)]).await;
        let first = list.last_mut().unwrap();
        pause(1).await;
        let numbers: Vec<u64> = (0..3).map(|by| first.add(by).value).collect();
        pause(1).await;
        numbers.iter().sum()
    }

    pub async fn moved_and_called_again(n: u64) -> u64 {
        let mut list = now(vec![noisy("first", n)]).await;
        let first = list.last_mut().unwrap();
        pause(1).await;
        let mut add = move |by: u64| first.add(by).value;
        pause(1).await;
        add(1) + add(2)
    }

    pub async fn in_a_closure_inside(n: u64) -> u64 {
        let mut list = now(vec![noisy("first", n)]).await;
        let first = list.last_mut().unwrap();
        pause(1).await;
        let mut add = |by: u64| {
            let mut more = |more: u64| first.add(more).value;
            more(by) + more(1)
        };
        pause(1).await;
        add(1) + add(2)
    }

    pub async fn beside_what_is_taken(n: u64) -> u64 {
        let mut list = now(vec![noisy("first", n)]).await;
        let (first, other) = (list.last_mut().unwrap(), noisy("other", n));
        pause(1).await;
        let add = |by: u64| first.add(by).value + other.into_value();
        pause(1).await;
        add(1)
    }

    pub async fn for_an_argument_with_temporaries(n: u64) -> u64 {
        let mut list = now(vec![noisy("first", n)]).await;
        let first = list.last_mut().unwrap();
        pause(1).await;
        let mut add = |by: u64| first.add(noisy("by", by).get()).value;
        pause(1).await;
        add(1) + add(2)
    }

    pub async fn of_a_parameter<'a>(found: Option<&'a mut Noisy>, n: u64) -> u64 {
        let Some(found) = found else { return 0 };
        pause(1).await;
        let mut add = |by: u64| found.add(by).value;
        add(1) + add(n)
    }
}

cases! {
    outlives_a_reference_declared_behind_it [0, 1] |n| outlives_a_reference_declared_behind_it(n);
    shown_often [0, 1] |n| shown_often(n);
    looked_at_and_outlives_the_reference [0, 1] |n| looked_at_and_outlives_the_reference(n);
    looked_at_often [0, 1] |n| looked_at_often(n);
    changed_itself [0, 1] |n| changed_itself(n);
    inside_of_a_box [0, 1] |n| inside_of_a_box(n);
    beside_what_it_points_to [0, 1] |n| beside_what_it_points_to(n);
    looked_at_beside_what_it_points_to [0, 1] |n| looked_at_beside_what_it_points_to(n);
    gets_another_value_before [0, 1] |n| gets_another_value_before(n);
    extended_and_looked_into [0, 1] |n| extended_and_looked_into(n);
    given_by_a_call [0, 1] |n| given_by_a_call(n);
    of_a_list [0, 1] |n| of_a_list(n);
    of_a_list_alone [0, 1] |n| of_a_list_alone(n);
    of_an_entry [0, 1] |n| of_an_entry(n);
    two_methods [0, 1] |n| two_methods(n);
    one_of_two_ways [0, 1] |n| one_of_two_ways(n);
    outlives_the_reference [0, 1] |n| outlives_the_reference(n);
    called_and_outlives_the_reference [0, 1] |n| called_and_outlives_the_reference(n);
    given_to_a_function [0, 1] |n| given_to_a_function(n);
    moved_and_called_again [0, 1] |n| moved_and_called_again(n);
    in_a_closure_inside [0, 1] |n| in_a_closure_inside(n);
    beside_what_is_taken [0, 1] |n| beside_what_is_taken(n);
    for_an_argument_with_temporaries [0, 1] |n| for_an_argument_with_temporaries(n);
    of_a_parameter [0, 1] |n| of_a_parameter(Some(&mut noisy("a", n)), n);
}
