//! Methods that are called like those which everybody knows, and do something else with what they are called on; and methods that are
//! called like what the question about a method names.
use crate::harness::*;

struct Parser(Noisy);

impl Parser {
    fn expect(&mut self, token: u64) -> u64 {
        self.0.add(token).get()
    }

    fn collect(&mut self) -> u64 {
        self.0.add(1).get()
    }

    fn transpose(&self) -> u64 {
        self.0.get()
    }

    async fn unwrap(&mut self) -> u64 {
        pause(1).await;
        self.0.add(2).get()
    }

    async fn try_collect<T: From<u8>>(&mut self) -> T {
        pause(1).await;
        T::from(self.0.add(1).get() as u8)
    }

    async fn next(self) -> u64 {
        pause(1).await;
        self.0.into_value()
    }
}

struct Counter(u64);

impl Counter {
    fn expect(&mut self, n: u64) -> u64 {
        self.0 += n;
        self.0
    }

    fn map_err(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }
}

struct Both {
    parser: Parser,
    option: Option<Noisy>,
}

fn both(parser: Noisy) -> Both {
    Both { parser: Parser(parser), option: Some(noisy("option", 1)) }
}

struct Named(Noisy);

impl Named {
    fn result(self) -> u64 {
        self.0.into_value()
    }

    fn results(self, change: impl FnOnce(u64) -> u64) -> u64 {
        change(self.0.into_value())
    }

    fn shared(&self) -> u64 {
        self.0.get()
    }

    fn exclusive(&mut self) -> u64 {
        self.0.add(1).get()
    }

    fn owned(self) -> u64 {
        self.0.into_value()
    }

    fn like(self, change: impl FnOnce(u64) -> u64) -> u64 {
        change(self.0.into_value())
    }

    fn receiver(self, more: u64) -> u64 {
        self.0.into_value() + more
    }
}

functions! {
    pub async fn called_again(n: u64) -> u64 {
        let mut counter = Counter(n);
        number(1).await;
        let first = counter.expect(2) + counter.map_err();
        number(first).await;
        counter.expect(3) + counter.map_err()
    }

    pub async fn called_for_the_last_time(parser: Noisy) -> u64 {
        let mut parser = Parser(parser);
        number(1).await;
        let got = parser.expect(3);
        number(got).await
    }

    pub async fn called_and_collected(parser: Noisy) -> u64 {
        let mut parser = Parser(parser);
        number(1).await;
        let got = parser.collect() + parser.transpose();
        number(got).await + parser.collect()
    }

    pub async fn awaited(parser: Noisy) -> u64 {
        let mut parser = Parser(parser);
        let got = parser.unwrap().await;
        number(got).await + parser.unwrap().await
    }

    pub async fn awaited_with_a_type(parser: Noisy) -> u64 {
        let mut parser = Parser(parser);
        let got: u64 = parser.try_collect::<u64>().await;
        number(got).await + parser.try_collect::<u64>().await
    }

    pub async fn awaited_of_a_value(parser: Noisy) -> u64 {
        now(Parser(parser)).await.try_collect::<u64>().await
    }

    pub async fn awaited_of_a_temporary(parser: Noisy) -> u64 {
        number(Parser(parser).collect()).await
    }

    pub async fn next_by_value(parser: Noisy) -> u64 {
        let parser = Parser(parser);
        number(1).await;
        parser.next().await
    }

    pub async fn with_an_argument_that_awaits(parser: Noisy) -> u64 {
        let mut parser = Parser(parser);
        number(1).await;
        parser.expect(number(2).await)
    }

    pub async fn of_an_option(kept: Noisy) -> u64 {
        let option = Some(kept);
        number(1).await;
        let got = option.expect("there is one").get();
        number(got).await
    }

    pub async fn of_an_option_with_an_argument_that_awaits(kept: Noisy) -> u64 {
        let option = Some(kept);
        number(1).await;
        option.expect(&text("there is one").await).get()
    }

    pub async fn of_fields(n: u64) -> u64 {
        let mut both = both(noisy("parser", n));
        number(1).await;
        let got = both.parser.expect(2) + both.option.unwrap().get();
        number(got).await
    }

    pub async fn of_an_iterator(n: u64) -> u64 {
        let list = vec![noisy("first", n), noisy("second", n)].into_iter();
        number(1).await;
        let list = list.collect::<Vec<_>>();
        number(1).await + list.len() as u64
    }

    pub async fn of_an_iterator_whose_list_is_told(n: u64) -> usize {
        let list = vec![noisy("first", n), noisy("second", n)].into_iter();
        number(1).await;
        let list: Vec<Noisy> = list.collect();
        number(1).await;
        list.len()
    }

    pub async fn result(n: u64) -> u64 {
        let named = Named(noisy("named", n));
        number(1).await;
        named.result()
    }

    pub async fn results(n: u64) -> u64 {
        let named = Named(noisy("named", n));
        number(1).await;
        named.results(|k| k + 1)
    }

    pub async fn shared(n: u64) -> u64 {
        let named = Named(noisy("named", n));
        number(1).await;
        named.shared()
    }

    pub async fn exclusive(n: u64) -> u64 {
        let mut named = Named(noisy("named", n));
        number(1).await;
        named.exclusive()
    }

    pub async fn owned(n: u64) -> u64 {
        let named = Named(noisy("named", n));
        number(1).await;
        named.owned()
    }

    pub async fn like(n: u64) -> u64 {
        let named = Named(noisy("named", n));
        number(1).await;
        named.like(|k| k + 1)
    }

    pub async fn receiver(n: u64) -> u64 {
        let named = Named(noisy("named", n));
        number(1).await;
        named.receiver([1, n].iter().map(|k| *k).sum())
    }
}

cases! {
    called_again [0, 1, 2, 3] |n| called_again(n);
    called_for_the_last_time [0, 1, 2, 3] |n| called_for_the_last_time(noisy("parser", n));
    called_and_collected [0, 1, 2, 3] |n| called_and_collected(noisy("parser", n));
    awaited [0, 1, 2, 3] |n| awaited(noisy("parser", n));
    awaited_with_a_type [0, 1, 2, 3] |n| awaited_with_a_type(noisy("parser", n));
    awaited_of_a_value [0, 1, 2, 3] |n| awaited_of_a_value(noisy("parser", n));
    awaited_of_a_temporary [0, 1, 2, 3] |n| awaited_of_a_temporary(noisy("parser", n));
    next_by_value [0, 1, 2, 3] |n| next_by_value(noisy("parser", n));
    with_an_argument_that_awaits [0, 1, 2, 3] |n| with_an_argument_that_awaits(noisy("parser", n));
    of_an_option [0, 1, 2, 3] |n| of_an_option(noisy("kept", n));
    of_an_option_with_an_argument_that_awaits [0, 1, 2, 3] |n| of_an_option_with_an_argument_that_awaits(noisy("kept", n));
    of_fields [0, 1, 2, 3] |n| of_fields(n);
    of_an_iterator [0, 1, 2, 3] |n| of_an_iterator(n);
    of_an_iterator_whose_list_is_told [0, 1, 2, 3] |n| of_an_iterator_whose_list_is_told(n);
    result [0, 1, 2, 3] |n| result(n);
    results [0, 1, 2, 3] |n| results(n);
    shared [0, 1, 2, 3] |n| shared(n);
    exclusive [0, 1, 2, 3] |n| exclusive(n);
    owned [0, 1, 2, 3] |n| owned(n);
    like [0, 1, 2, 3] |n| like(n);
    receiver [0, 1, 2, 3] |n| receiver(n);
}
