//! Methods whose names do not say whether they take their receiver: on locals at the end of their lives, on temporaries.
use crate::harness::*;
use std::{future::Future, ops::Deref, sync::Arc};

/// Has methods of every kind under names without a meaning.
pub struct Thing(Noisy);

pub fn thing(name: &'static str, value: u64) -> Thing {
    Thing(noisy(name, value))
}

impl Thing {
    pub fn gives(self) -> Thing {
        step();
        self
    }

    pub fn lends(&self) -> &Noisy {
        step();
        &self.0
    }

    pub fn lends_mutably(&mut self) -> &mut Noisy {
        step();
        &mut self.0
    }

    pub fn value_once(self) -> u64 {
        self.0.get()
    }

    pub fn counts(&self) -> u64 {
        self.0.get()
    }

    pub async fn ends(self, more: u64) -> u64 {
        pause(1).await;
        self.0.get() + more
    }

    pub async fn goes_on(&self, more: u64) -> u64 {
        pause(1).await;
        self.0.get() + more
    }

    pub async fn changes(&mut self, more: u64) -> u64 {
        pause(1).await;
        self.0.add(more).get()
    }

    pub async fn shares(self: Arc<Self>, more: u64) -> u64 {
        pause(1).await;
        self.0.get() + more
    }

    pub async fn applies_async(self, change: impl AsyncFnOnce(&Noisy, u64) -> u64) -> u64 {
        let changed = change(&self.0, 1).await;
        pause(1).await;
        changed
    }

    pub async fn looks_async<F: Future<Output = Result<u64, String>>>(
        &self,
        look: impl Fn(u64) -> F,
    ) -> Result<u64, String> {
        look(self.0.get()).await
    }

    pub fn applies<T>(self, change: impl FnOnce(&Noisy) -> T) -> impl Future<Output = T> {
        let result = change(&self.0);
        async move {
            pause(1).await;
            drop(self);
            result
        }
    }

    pub fn looks<T>(&self, change: impl Fn(&Noisy, u64) -> T) -> impl Future<Output = T> {
        let result = change(&self.0, 1);
        async move {
            pause(1).await;
            self.counts();
            result
        }
    }

    pub async fn looks_for<T: Into<u64>>(&self, more: T) -> u64 {
        pause(1).await;
        self.0.get() + more.into()
    }

    pub async fn converts<T: Default + Into<u64>>(self, more: impl Into<u64>) -> u64 {
        pause(1).await;
        self.0.get() + more.into() + T::default().into()
    }
}

/// Its methods belong to the thing inside.
pub struct Wrapped(Thing, #[allow(dead_code, reason = "dropped")] Noisy);

impl Deref for Wrapped {
    type Target = Thing;

    fn deref(&self) -> &Thing {
        step();
        &self.0
    }
}

pub fn wrapped(value: u64) -> Wrapped {
    Wrapped(thing("inner", value), noisy("outer", value))
}

/// Methods of every type, as extension traits have them.
pub trait Extension: Sized {
    fn takes_any(self) -> impl Future<Output = u64> {
        async move {
            pause(1).await;
            drop(self);
            7
        }
    }

    fn looks_at_any(&self) -> impl Future<Output = u64> {
        async move {
            pause(1).await;
            let _still_there = self;
            8
        }
    }

    fn changes_any(&mut self, _by: Option<u8>) -> impl Future<Output = u64> {
        async move {
            pause(1).await;
            let _still_there = self;
            9
        }
    }
}

impl<T> Extension for T {}

/// As readers have it, whose references are readers too.
pub trait Drawn {
    fn drawn(&mut self, n: u64) -> impl Future<Output = u64>;
}

impl Drawn for &Thing {
    async fn drawn(&mut self, n: u64) -> u64 {
        pause(1).await;
        self.0.get() + n
    }
}

/// Nobody sees that it borrows.
macro_rules! lent {
    ($place:expr) => {
        &$place
    };
}

/// What is copied is changed in its place.
pub trait Numbers {
    fn next_number(&mut self) -> u64;
}

impl Numbers for &[u64] {
    fn next_number(&mut self) -> u64 {
        let (first, rest) = self.split_first().expect("enough");
        *self = rest;
        *first
    }
}

impl Numbers for u32 {
    fn next_number(&mut self) -> u64 {
        *self += 1;
        u64::from(*self)
    }
}

/// References have it, and what they lead to has not.
pub trait SeenThrough {
    fn seen_through(&self) -> u64;
}

impl SeenThrough for &Thing {
    fn seen_through(&self) -> u64 {
        self.0.get()
    }
}

/// It gives a part of the array itself.
pub trait UpperHalf {
    fn upper_half(&self) -> &[u8];
}

impl<const N: usize> UpperHalf for [u8; N] {
    fn upper_half(&self) -> &[u8] {
        &self[N / 2..]
    }
}

/// Methods that references have as well, as with iterators and readers.
pub trait Summed {
    fn summed(self) -> u64;
}

impl Summed for Thing {
    fn summed(self) -> u64 {
        step();
        self.0.get()
    }
}

impl<T: Summed> Summed for &mut T {
    fn summed(self) -> u64 {
        0
    }
}

/// What a generic function knows of its parameter.
pub trait Service {
    fn runs(self) -> impl Future<Output = u64>;
    fn serves(&mut self, n: u64) -> impl Future<Output = u64>;
}

impl Service for Thing {
    async fn runs(self) -> u64 {
        self.ends(1).await
    }

    async fn serves(&mut self, n: u64) -> u64 {
        self.changes(n).await
    }
}

/// What one takes, another looks at.
pub struct Letter(Noisy);

impl Letter {
    pub async fn try_send(self, n: u64) -> u64 {
        pause(n).await;
        self.0.get()
    }
}

pub struct Queue(Noisy);

impl Queue {
    pub async fn try_send(&self, n: u64) -> u64 {
        pause(n).await;
        self.0.get()
    }
}

functions! {
    /// The state behind the call comes before the one in which there is no doubt.
    pub async fn called_in_the_first_branch(n: u64) -> u64 {
        let task = noisy("task", n);
        if n == 1 {
            task.touch().await
        } else {
            pause(2).await;
            n
        }
    }

    pub async fn sent_by_what_is_sent(n: u64) -> u64 {
        let (letter, queue) = (Letter(noisy("letter", n)), Queue(noisy("queue", n)));
        pause(1).await;
        let sent = letter.try_send(n).await + Letter(noisy("temporary", n)).try_send(n).await;
        let queued = queue.try_send(n).await + Queue(noisy("temporary", n)).try_send(n).await;
        pause(1).await;
        sent + queued
    }

    pub async fn a_local_is_taken(n: u64) -> u64 {
        let _a = noisy("a", n);
        let it = thing("it", n);
        let _b = noisy("b", n);
        let got = it.ends(n).await;
        pause(1).await;
        got
    }

    pub async fn references_have_the_method_too(n: u64) -> u64 {
        let mut it = thing("it", n);
        let lent = it.lends_mutably();
        pause(1).await;
        lent.add(1);
        pause(1).await;
        it.summed()
    }

    pub async fn a_reference_is_borrowed(n: u64) -> u64 {
        let it = thing("it", n);
        let first = (&it).drawn(1).await;
        let mut reader = &it;
        pause(1).await;
        first + reader.drawn(2).await
    }

    pub async fn a_reader_is_all_that_is_left(n: u64) -> u64 {
        let it = thing("it", n);
        let mut reader = &it;
        pause(1).await;
        reader.drawn(2).await
    }

    pub async fn a_slice_moves_on(n: u64) -> u64 {
        let all = [1, n, 3, 4];
        let mut rest: &[u64] = &all;
        pause(1).await;
        let first = rest.next_number();
        pause(1).await;
        first * rest.next_number() + rest.len() as u64
    }

    pub async fn a_number_moves_on(n: u64) -> u64 {
        let mut count = n as u32;
        pause(1).await;
        let before = count.next_number();
        pause(1).await;
        before + count.next_number()
    }

    pub async fn a_fixed_reference_has_methods(n: u64) -> u64 {
        let it = thing("it", n);
        let fixed = &it;
        let first = fixed.seen_through();
        pause(1).await;
        first + fixed.seen_through() + number(2).await
    }

    pub async fn an_array_is_lent(n: u64) -> u64 {
        let data = [n as u8; 4];
        let part = data.upper_half();
        pause(1).await;
        let more = [part[0]; 8];
        pause(1).await;
        u64::from(part[1]) + more.upper_half().len() as u64
    }

    pub async fn an_array_is_lent_in_a_pair(n: u64) -> u64 {
        let pair = (1, [n as u8; 4]);
        let part = pair.1.upper_half();
        pause(1).await;
        let more = [part[0]; 8];
        pause(1).await;
        u64::from(part[1]) + more.upper_half().len() as u64
    }

    pub async fn an_array_is_lent_by_a_macro(n: u64) -> u64 {
        let data = [n as u8; 4];
        let part = lent!(data);
        let number = n as u8;
        let seen = lent!(number);
        pause(1).await;
        let more = [part[0]; 8];
        pause(1).await;
        u64::from(part[1]) + u64::from(*seen) + more.upper_half().len() as u64
    }

    pub async fn an_iterator_is_taken(n: u64) -> usize {
        let text = "a ".repeat(usize::try_from(n).unwrap_or_default());
        let mut words = text.split(' ');
        let first = words.next();
        pause(1).await;
        words.count() + first.map_or(0, str::len)
    }

    pub async fn a_local_is_borrowed(n: u64) -> u64 {
        let _a = noisy("a", n);
        let it = thing("it", n);
        let _b = noisy("b", n);
        let got = it.goes_on(n).await;
        pause(1).await;
        got
    }

    pub async fn a_local_is_borrowed_mutably(n: u64) -> u64 {
        let _a = noisy("a", n);
        let mut it = thing("it", n);
        let got = it.changes(n).await;
        pause(1).await;
        got
    }

    pub async fn a_parameter_is_taken(it: Thing, n: u64) -> u64 {
        pause(1).await;
        let got = it.ends(call("argument", n)).await;
        pause(1).await;
        got
    }

    pub async fn a_parameter_is_borrowed(it: Thing, n: u64) -> u64 {
        pause(1).await;
        let got = it.goes_on(call("argument", n)).await;
        pause(1).await;
        got
    }

    pub async fn after_it_was_used(n: u64) -> u64 {
        let mut it = thing("it", n);
        it.changes(1).await;
        it.goes_on(1).await;
        let other = thing("other", n);
        other.goes_on(1).await;
        let got = it.ends(n).await;
        pause(1).await;
        got + other.ends(2).await
    }

    pub async fn in_one_branch(n: u64) -> u64 {
        let it = thing("it", n);
        let _b = noisy("b", n);
        pause(1).await;
        let got = if n == 1 { it.ends(n).await } else { call("else", n) };
        pause(1).await;
        got
    }

    pub async fn taken_in_one_branch_and_borrowed_in_another(n: u64) -> u64 {
        let it = thing("it", n);
        let _b = noisy("b", n);
        pause(1).await;
        let got = if n == 1 { it.ends(n).await } else { it.goes_on(n).await };
        pause(1).await;
        got
    }

    pub async fn in_a_loop_that_ends(n: u64) -> u64 {
        let it = thing("it", n);
        let mut turns = 0;
        let got = loop {
            pause(1).await;
            turns += 1;
            if turns > n {
                break it.ends(turns).await;
            }
        };
        pause(1).await;
        got
    }

    pub async fn taken_and_set_again(n: u64) -> u64 {
        let mut it = thing("it", n);
        let mut sum = 0;
        for turn in 0..2 {
            sum += it.ends(turn).await;
            it = thing("again", n + turn);
            pause(1).await;
        }
        sum
    }

    pub async fn borrowed_from_a_temporary(n: u64) -> u64 {
        let _a = noisy("a", n);
        let got = thing("it", n).goes_on(n).await;
        pause(1).await;
        got
    }

    pub async fn taken_from_a_temporary(n: u64) -> u64 {
        let _a = noisy("a", n);
        let got = thing("it", n).ends(n).await;
        pause(1).await;
        got
    }

    pub async fn a_chain_that_lends(n: u64) -> u64 {
        let _a = noisy("a", n);
        let got = later_of(thing("it", n).gives().gives().lends()).await;
        pause(1).await;
        got
    }

    pub async fn a_chain_that_lends_mutably(n: u64) -> u64 {
        let got = later_of(thing("it", n).gives().lends_mutably().add(2)).await;
        pause(1).await;
        got
    }

    pub async fn a_chain_that_ends(n: u64) -> u64 {
        let got = thing("it", n).gives().gives().ends(1).await;
        pause(1).await;
        got
    }

    pub async fn a_chain_behind_an_operand(n: u64) -> u64 {
        let a = noisy("a", n);
        let got = both(a, thing("it", n).gives().lends(), call("between", n)).await;
        pause(1).await;
        got
    }

    pub async fn a_copy_of_a_temporary(n: u64) -> u64 {
        let got = later("copy", 1, thing("it", n).gives().counts()).await;
        pause(1).await;
        got
    }

    pub async fn an_awaited_value_is_borrowed(n: u64) -> u64 {
        let got = make(n).await.goes_on(1).await;
        pause(1).await;
        got
    }

    pub async fn an_awaited_value_is_taken(n: u64) -> u64 {
        let got = make(n).await.ends(1).await;
        pause(1).await;
        got
    }

    pub async fn an_awaited_value_behind_a_question(n: u64) -> Result<u64, String> {
        let got = try_make(n).await?.ends(1).await;
        let more = try_make(n + 1).await?.goes_on(1).await;
        pause(1).await;
        Ok(got + more)
    }

    pub async fn awaits_in_the_arguments(n: u64) -> u64 {
        let it = thing("it", n);
        let other = thing("other", n);
        let got = other.goes_on(later("argument", 1, n).await).await;
        let more = it.goes_on(later("argument", 1, n).await).await;
        pause(1).await;
        got + more
    }

    pub async fn through_a_dereference(n: u64) -> u64 {
        let it = wrapped(n);
        let _b = noisy("b", n);
        let got = it.goes_on(n).await;
        pause(1).await;
        got + wrapped(n).goes_on(1).await
    }

    pub async fn through_a_box(n: u64) -> u64 {
        let mut it = Box::new(thing("it", n));
        let _b = noisy("b", n);
        let got = it.changes(n).await;
        pause(1).await;
        got
    }

    pub async fn an_arc_is_taken(n: u64) -> u64 {
        let it = Arc::new(thing("it", n));
        let _other = it.clone();
        let got = it.shares(n).await;
        pause(1).await;
        got
    }

    pub async fn an_arc_is_borrowed_from(n: u64) -> u64 {
        let it = Arc::new(thing("it", n));
        let got = it.goes_on(n).await;
        pause(1).await;
        got
    }

    pub async fn a_reference_is_a_local(n: u64) -> u64 {
        let mut it = thing("it", n);
        let reference = borrow_of(&mut it);
        let got = reference.changes(n).await;
        pause(1).await;
        got
    }

    pub async fn methods_of_all_types(n: u64) -> u64 {
        let a = noisy("a", n);
        let b = noisy("b", n);
        let mut c = noisy("c", n);
        let mut sum = a.takes_any().await;
        sum += b.looks_at_any().await;
        sum += c.changes_any(None).await;
        sum += noisy("d", n).takes_any().await;
        sum += noisy("e", n).looks_at_any().await;
        sum += noisy("f", n).changes_any(Default::default()).await;
        pause(1).await;
        sum
    }

    pub async fn methods_of_a_type_parameter<S: Service>(mut service: S, other: S, n: u64) -> u64 {
        let mut sum = service.serves(n).await;
        sum += other.runs().await;
        pause(1).await;
        sum
    }

    pub async fn async_closures_as_arguments(n: u64) -> Result<u64, String> {
        let (a, b, c) = (thing("a", n), thing("b", n), noisy("c", n));
        pause(1).await;
        let looked = a.looks_async(async |a| if a > 2 { Err(format!("{a}")) } else { Ok(attempt(a).await? + c.get()) }).await?;
        let changed = a.applies_async(async |a, more| a.touch().await + more + c.get()).await;
        pause(1).await;
        Ok(looked + changed + b.applies_async(async move |b, more| b.get() + c.touch().await + more).await)
    }

    pub async fn closures_as_arguments(n: u64) -> u64 {
        let (a, b) = (thing("a", n), thing("b", n));
        let more = noisy("more", 1);
        pause(1).await;
        let mut sum = a.applies(|it| it.get() + more.get()).await;
        sum += b.looks(|it, more| it.get() + more).await;
        sum += thing("c", n).applies(|it| it.get()).await;
        sum += thing("d", n).looks(|it, _| it.get()).await;
        pause(1).await;
        sum
    }

    pub async fn a_result_that_is_what_is_asked_for(n: u64) -> u64 {
        let list = vec![noisy("one", n), noisy("two", n)];
        let values = list.iter().map(|it| it.value);
        let product = values.clone().map(|value| value + 1);
        pause(1).await;
        let product: u64 = product.product();
        call("product", product + number(1).await);
        values.sum()
    }

    pub async fn what_a_loop_ends_with(n: u64) -> u64 {
        let it = thing("it", n);
        pause(1).await;
        loop {
            if n > 0 {
                break it.value_once();
            }
            pause(1).await;
        }
    }

    pub async fn types_that_are_named(n: u64) -> u64 {
        let it = thing("it", n);
        pause(1).await;
        let got = it.converts::<u32>(3_u8).await;
        pause(1).await;
        got
    }

    pub async fn types_that_are_inferred(n: u64) -> u64 {
        let it = thing("it", n);
        pause(1).await;
        let got = it.looks_for::<_>(3_u8).await;
        pause(1).await;
        got
    }

    pub async fn a_guard_in_the_middle(n: u64) -> u64 {
        let lock = Lock::new(n);
        let got = later("value", 1, lock.lock_now().doubled()).await;
        pause(1).await;
        got + later("value", 1, *lock.lock_now()).await
    }

    pub async fn left_early_by_an_argument(n: u64) -> Result<u64, String> {
        let it = thing("it", n);
        let _b = noisy("b", n);
        pause(1).await;
        let got = it.ends(checked(n)?).await;
        pause(1).await;
        Ok(got)
    }
}

pub async fn make(n: u64) -> Thing {
    pause(1).await;
    thing("made", n)
}

pub async fn try_make(n: u64) -> Result<Thing, String> {
    pause(1).await;
    checked(n).map(|n| thing("made", n))
}

pub fn checked(n: u64) -> Result<u64, String> {
    step();
    if n > 2 { Err(format!("{n} is too much")) } else { Ok(n) }
}

pub fn borrow_of(thing: &mut Thing) -> &mut Thing {
    step();
    thing
}

pub async fn later_of(noisy: &Noisy) -> u64 {
    pause(1).await;
    noisy.get()
}

pub async fn both(left: Noisy, right: &Noisy, more: u64) -> u64 {
    pause(1).await;
    left.get() + right.get() + more
}

trait Doubled {
    fn doubled(&self) -> u64;
}

impl Doubled for u64 {
    fn doubled(&self) -> u64 {
        self * 2
    }
}

cases! {
    called_in_the_first_branch [1, 2] |n| called_in_the_first_branch(n);
    sent_by_what_is_sent [0, 1] |n| sent_by_what_is_sent(n);
    a_local_is_taken [1] |n| a_local_is_taken(n);
    references_have_the_method_too [1] |n| references_have_the_method_too(n);
    a_reference_is_borrowed [1] |n| a_reference_is_borrowed(n);
    a_reader_is_all_that_is_left [1] |n| a_reader_is_all_that_is_left(n);
    a_slice_moves_on [1] |n| a_slice_moves_on(n);
    a_number_moves_on [1] |n| a_number_moves_on(n);
    a_fixed_reference_has_methods [1] |n| a_fixed_reference_has_methods(n);
    an_array_is_lent_in_a_pair [0, 7] |n| an_array_is_lent_in_a_pair(n);
    an_array_is_lent_by_a_macro [0, 7] |n| an_array_is_lent_by_a_macro(n);
    an_array_is_lent [1] |n| an_array_is_lent(n);
    an_iterator_is_taken [2] |n| an_iterator_is_taken(n);
    a_local_is_borrowed [1] |n| a_local_is_borrowed(n);
    a_local_is_borrowed_mutably [1] |n| a_local_is_borrowed_mutably(n);
    a_parameter_is_taken [1] |n| a_parameter_is_taken(thing("parameter", n), n);
    a_parameter_is_borrowed [1] |n| a_parameter_is_borrowed(thing("parameter", n), n);
    after_it_was_used [1] |n| after_it_was_used(n);
    in_one_branch [1, 2] |n| in_one_branch(n);
    taken_in_one_branch_and_borrowed_in_another [1, 2] |n| taken_in_one_branch_and_borrowed_in_another(n);
    in_a_loop_that_ends [2] |n| in_a_loop_that_ends(n);
    taken_and_set_again [1] |n| taken_and_set_again(n);
    borrowed_from_a_temporary [1] |n| borrowed_from_a_temporary(n);
    taken_from_a_temporary [1] |n| taken_from_a_temporary(n);
    a_chain_that_lends [1] |n| a_chain_that_lends(n);
    a_chain_that_lends_mutably [1] |n| a_chain_that_lends_mutably(n);
    a_chain_that_ends [1] |n| a_chain_that_ends(n);
    a_chain_behind_an_operand [1] |n| a_chain_behind_an_operand(n);
    a_copy_of_a_temporary [1] |n| a_copy_of_a_temporary(n);
    an_awaited_value_is_borrowed [1] |n| an_awaited_value_is_borrowed(n);
    an_awaited_value_is_taken [1] |n| an_awaited_value_is_taken(n);
    an_awaited_value_behind_a_question [1, 2, 3] |n| an_awaited_value_behind_a_question(n);
    awaits_in_the_arguments [1] |n| awaits_in_the_arguments(n);
    through_a_dereference [1] |n| through_a_dereference(n);
    through_a_box [1] |n| through_a_box(n);
    an_arc_is_taken [1] |n| an_arc_is_taken(n);
    an_arc_is_borrowed_from [1] |n| an_arc_is_borrowed_from(n);
    a_reference_is_a_local [1] |n| a_reference_is_a_local(n);
    methods_of_all_types [1] |n| methods_of_all_types(n);
    methods_of_a_type_parameter [1] |n| methods_of_a_type_parameter(thing("service", n), thing("other", n), n);
    async_closures_as_arguments [0, 1, 2, 3] |n| async_closures_as_arguments(n);
    closures_as_arguments [1] |n| closures_as_arguments(n);
    types_that_are_inferred [1] |n| types_that_are_inferred(n);
    a_result_that_is_what_is_asked_for [1] |n| a_result_that_is_what_is_asked_for(n);
    what_a_loop_ends_with [1] |n| what_a_loop_ends_with(n);
    types_that_are_named [1] |n| types_that_are_named(n);
    a_guard_in_the_middle [1] |n| a_guard_in_the_middle(n);
    left_early_by_an_argument [1, 3] |n| left_early_by_an_argument(n);
}
