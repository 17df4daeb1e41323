package dev.sonde.http;

import java.io.IOException;

/// What becomes of the body of an answer. Reads it as far as it wants: a connection whose answer
/// was not read to its end is closed.
interface Ending<T> {
  T read(Call call, ReplyInput in, Attempt attempt) throws IOException;
}
