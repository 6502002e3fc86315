use manual_async::machine;

fn main() {
    let mut list = vec![1];
    drop(machine! { async {
        list.push(2);
        list
    } });
}
