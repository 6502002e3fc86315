//! A protocol, as servers have them: lines in, lines out, on a connection that is never quite ready.

use super::{Form, LEAF, Loop, Shape, finish, leaf, waits};
use std::collections::BTreeMap;

shapes! {
    {
        /// What the other side sends, and what it has been sent.
        pub struct Connection {
            input: Vec<u8>,
            read: usize,
            output: Vec<u8>,
        }

        #[derive(Debug)]
        pub enum ProtocolError {
            Closed,
            TooLong(usize),
            Malformed(&'static str),
            NotANumber(std::num::ParseIntError),
        }

        impl From<std::num::ParseIntError> for ProtocolError {
            fn from(error: std::num::ParseIntError) -> Self {
                ProtocolError::NotANumber(error)
            }
        }

        impl std::fmt::Display for ProtocolError {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    ProtocolError::Closed => f.write_str("closed"),
                    ProtocolError::TooLong(length) => write!(f, "{length} bytes are too many"),
                    ProtocolError::Malformed(why) => f.write_str(why),
                    ProtocolError::NotANumber(error) => error.fmt(f),
                }
            }
        }

        type Done<T> = Result<T, ProtocolError>;

        impl Connection {
            pub fn new(input: &str) -> Self {
                Connection { input: input.as_bytes().to_vec(), read: 0, output: Vec::new() }
            }

            async fn read(&mut self, buffer: &mut [u8]) -> Done<usize> {
                leaf().await;
                let rest = &self.input[self.read..];
                let count = rest.len().min(buffer.len());
                buffer[..count].copy_from_slice(&rest[..count]);
                self.read += count;
                Ok(count)
            }

            async fn write_all(&mut self, bytes: &[u8]) -> Done<()> {
                for part in bytes.chunks(16) {
                    leaf().await;
                    self.output.extend_from_slice(part);
                }
                Ok(())
            }

            async fn flush(&mut self) -> Done<()> {
                leaf().await;
                Ok(())
            }
        }

        struct Reader {
            buffer: [u8; 128],
            start: usize,
            end: usize,
        }

        impl Reader {
            async fn line(&mut self, connection: &mut Connection) -> Done<String> {
                let mut line = Vec::new();
                loop {
                    while self.start < self.end {
                        let byte = self.buffer[self.start];
                        self.start += 1;
                        if byte == b'\n' {
                            return String::from_utf8(line).map_err(|_| ProtocolError::Malformed("not UTF-8"));
                        }
                        line.push(byte);
                    }
                    if line.len() > 1024 {
                        return Err(ProtocolError::TooLong(line.len()));
                    }
                    self.start = 0;
                    self.end = connection.read(&mut self.buffer).await?;
                    if self.end == 0 {
                        return Err(ProtocolError::Closed);
                    }
                }
            }

            async fn exactly(&mut self, connection: &mut Connection, count: usize) -> Done<Vec<u8>> {
                let mut bytes = Vec::with_capacity(count);
                while bytes.len() < count {
                    if self.start == self.end {
                        self.start = 0;
                        self.end = connection.read(&mut self.buffer).await?;
                        if self.end == 0 {
                            return Err(ProtocolError::Closed);
                        }
                    }
                    let taken = (count - bytes.len()).min(self.end - self.start);
                    bytes.extend_from_slice(&self.buffer[self.start..self.start + taken]);
                    self.start += taken;
                }
                Ok(bytes)
            }
        }

        enum Command {
            Get(String),
            Set { key: String, value: Vec<u8> },
            Delete(String),
            Keys,
            Add { key: String, by: i64 },
            Quit,
        }

        struct Store {
            values: BTreeMap<String, Vec<u8>>,
            served: usize,
        }

        async fn command(reader: &mut Reader, connection: &mut Connection) -> Done<Command> {
            let line = reader.line(connection).await?;
            let mut words = line.split(' ');
            let key = |word: Option<&str>| word.map(str::to_owned).ok_or(ProtocolError::Malformed("a key is missing"));
            let command = match words.next() {
                Some("get") => Command::Get(key(words.next())?),
                Some("set") => {
                    let key = key(words.next())?;
                    let length = words.next().ok_or(ProtocolError::Malformed("a length is missing"))?.parse()?;
                    if length > 4096 {
                        return Err(ProtocolError::TooLong(length));
                    }
                    let value = reader.exactly(connection, length).await?;
                    let end = reader.line(connection).await?;
                    if !end.is_empty() {
                        return Err(ProtocolError::Malformed("the value is longer than was said"));
                    }
                    Command::Set { key, value }
                }
                Some("delete") => Command::Delete(key(words.next())?),
                Some("keys") => Command::Keys,
                Some("add") => {
                    let key = key(words.next())?;
                    let by = words.next().ok_or(ProtocolError::Malformed("a number is missing"))?.parse()?;
                    Command::Add { key, by }
                }
                Some("quit") => Command::Quit,
                _ => return Err(ProtocolError::Malformed("there is no such command")),
            };
            Ok(command)
        }

        async fn answer(connection: &mut Connection, status: &str, body: &[u8]) -> Done<()> {
            let head = format!("{status} {}\n", body.len());
            connection.write_all(head.as_bytes()).await?;
            if !body.is_empty() {
                connection.write_all(body).await?;
                connection.write_all(b"\n").await?;
            }
            connection.flush().await
        }

        async fn serve_one(store: &mut Store, connection: &mut Connection, command: Command) -> Done<()> {
            match command {
                Command::Get(key) => match store.values.get(&key) {
                    Some(value) => answer(connection, "found", value).await?,
                    None => answer(connection, "absent", key.as_bytes()).await?,
                },
                Command::Set { key, value } => {
                    let old = store.values.insert(key, value);
                    let status = if old.is_some() { "replaced" } else { "stored" };
                    answer(connection, status, &old.unwrap_or_default()).await?;
                }
                Command::Delete(key) => {
                    let Some(value) = store.values.remove(&key) else {
                        return answer(connection, "absent", key.as_bytes()).await;
                    };
                    answer(connection, "deleted", &value).await?;
                }
                Command::Keys => {
                    let keys: Vec<&str> = store.values.keys().map(String::as_str).collect();
                    let count = keys.len();
                    answer(connection, "keys", keys.join(" ").as_bytes()).await?;
                    store.served += count;
                }
                Command::Add { key, by } => {
                    let value = store.values.entry(key).or_insert_with(|| b"0".to_vec());
                    let number: i64 = std::str::from_utf8(value).unwrap_or_default().parse()?;
                    *value = (number + by).to_string().into_bytes();
                    answer(connection, "sum", value).await?;
                }
                Command::Quit => answer(connection, "bye", &[]).await?,
            }
            store.served += 1;
            Ok(())
        }

        pub async fn serve(mut connection: Connection) -> Done<usize> {
            let mut store = Store { values: BTreeMap::new(), served: 0 };
            let mut reader = Reader { buffer: [0; 128], start: 0, end: 0 };
            loop {
                match command(&mut reader, &mut connection).await {
                    Ok(Command::Quit) => {
                        serve_one(&mut store, &mut connection, Command::Quit).await?;
                        break Ok(store.served);
                    }
                    Ok(command) => serve_one(&mut store, &mut connection, command).await?,
                    Err(ProtocolError::Closed) => break Ok(store.served),
                    Err(ProtocolError::Malformed(why)) => answer(&mut connection, "wrong", why.as_bytes()).await?,
                    Err(error) => {
                        answer(&mut connection, "error", error.to_string().as_bytes()).await?;
                        break Err(error);
                    }
                }
            }
        }

        pub const SESSION: &str =
            "set a 3\none\nset b 12\n12 and a half\nget a\nadd n 40\nadd n 2\nkeys\nfrob\ndelete b\nget b\nset a 1\n2\nquit\n";

        async fn sessions(count: u32) -> usize {
            let mut served = 0;
            for _ in 0..count {
                served += serve(Connection::new(SESSION)).await.unwrap_or_default();
            }
            served
        }
    }
    // The connection, the store, the reader; the command's line and key, the words, the value as far as it was read.
    "a protocol of 200 lines", 56 + 32 + 144 + 24 + 24 + 24 + 8 + 8 + LEAF => serve(Connection::new(SESSION));
    loop "sessions of the protocol" => |count| sessions(count);
}
