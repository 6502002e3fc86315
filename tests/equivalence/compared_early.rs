//! Comparisons whose left side is found, and read if it is a number, before the right one is awaited.
use crate::harness::*;
use std::cell::RefCell;

struct Account {
    count: u64,
    sign: char,
    names: Vec<String>,
    name: String,
    list: [u64; 3],
}

impl Account {
    fn new(count: u64) -> Self {
        let names = vec![String::from("a"), count.to_string()];
        Account { count, sign: 'a', names, name: String::from("1"), list: [count, 2, 3] }
    }

    async fn next(&mut self) -> u64 {
        pause(1).await;
        self.count += 1;
        self.sign = 'b';
        self.list[0] = self.count;
        self.count
    }

    async fn find(&self) -> String {
        pause(1).await;
        String::from("1")
    }
}

async fn set(place: &mut u64) -> u64 {
    pause(1).await;
    *place += 10;
    *place
}

functions! {
    pub async fn a_field(n: u64) -> bool {
        let mut account = Account::new(n);
        account.count == account.next().await || account.count < account.next().await
    }

    pub async fn a_char(n: u64) -> bool {
        let mut account = Account::new(n);
        account.sign == { account.next().await; 'b' } || account.sign != { account.next().await; 'b' }
    }

    pub async fn a_field_behind_a_reference(n: u64) -> bool {
        async fn is_next(account: &mut Account) -> bool {
            account.count + 1 == account.next().await && account.count >= account.next().await
        }
        is_next(&mut Account::new(n)).await
    }

    pub async fn what_is_pointed_to(n: u64) -> bool {
        let mut count = n;
        let place = &mut count;
        *place == set(place).await
    }

    pub async fn a_number_in_an_array(n: u64) -> bool {
        let mut account = Account::new(n);
        let at = 0;
        account.list[at] == account.next().await || account.list[at + 1] == set(&mut account.list[1]).await
    }

    pub async fn a_string_in_a_list(n: u64) -> bool {
        let account = Account::new(n);
        account.names[0] == account.find().await || account.names[account.names.len() - 1] == account.find().await
    }

    pub async fn that_is_not_there(n: u64, noisy: Noisy) -> bool {
        let account = Account::new(n);
        account.names[n as usize + 1] == account.find().await && noisy.get() > 0
    }

    pub async fn a_string(n: u64) -> bool {
        let account = Account::new(n);
        account.name == account.find().await && account.name > account.names[0]
    }

    pub async fn text(n: u64) -> bool {
        let account = Account::new(n);
        let last = 1..2;
        account.names[1][..] == *account.find().await || account.names[last] == [account.find().await]
    }

    pub async fn by_an_awaited_index(n: u64) -> bool {
        let account = Account::new(n);
        account.names[number(1).await as usize] == account.find().await
    }

    pub async fn behind_a_guard(n: u64) -> bool {
        let (name, count) = (RefCell::new(n.to_string()), RefCell::new(Account::new(n)));
        *name.borrow() == number(1).await.to_string()
            || count.borrow().count == number(2).await
            || count.borrow().names[0] == number(3).await.to_string()
    }

    pub async fn in_conditions(n: u64) -> u64 {
        let (mut account, mut rounds) = (Account::new(n), 0);
        while account.count + 1 == account.next().await && rounds < 2 {
            rounds += 1;
        }
        if account.count == account.next().await { rounds + 10 } else if account.list[0] == account.next().await { rounds + 20 } else { rounds }
    }

    pub async fn of_any_type(n: u64) -> bool {
        async fn any<T: PartialEq + Clone>(list: &[T], other: &T) -> bool {
            list[0] == { pause(1).await; other.clone() } && list[list.len() - 1] != { pause(1).await; other.clone() }
        }
        any(&[n, 2], &1).await && any(&[n.to_string(), "2".to_owned()], &"1".to_owned()).await
    }
}

cases! {
    a_field [0, 1] |n| a_field(n);
    a_char [0] |n| a_char(n);
    a_field_behind_a_reference [0, 1] |n| a_field_behind_a_reference(n);
    what_is_pointed_to [0, 1] |n| what_is_pointed_to(n);
    a_number_in_an_array [0, 1] |n| a_number_in_an_array(n);
    a_string_in_a_list [0, 1] |n| a_string_in_a_list(n);
    that_is_not_there [0, 1, 2] |n| that_is_not_there(n, noisy("a", n));
    a_string [0, 1] |n| a_string(n);
    text [0, 1] |n| text(n);
    by_an_awaited_index [0, 1] |n| by_an_awaited_index(n);
    behind_a_guard [0, 1, 2] |n| behind_a_guard(n);
    in_conditions [0, 1] |n| in_conditions(n);
    of_any_type [0, 1, 2] |n| of_any_type(n);
}
