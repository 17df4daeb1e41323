package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.wire.json.JsonException;
import java.io.IOException;

/// The API of a cluster, as far as discovery needs it. For many threads.
interface Api {
  /// What was answered.
  ///
  /// @param body from 0 to `length`, until the next question of this thread
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Answer(int status, byte[] body, int length) {}

  /// Takes what a watch says.
  interface Events {
    /// It has begun.
    void begin();

    /// One more; the bytes are only valid during the call.
    void take(byte[] bytes, int from, int length) throws Refused, JsonException;
  }

  /// Asks once.
  Answer ask(String target) throws IOException, InterruptedException;

  /// Listens until the server has said all that it wants to say for now.
  ///
  /// @return with an empty body when it did
  /// @throws IOException when it can't be asked, and when the connection breaks
  /// @throws JsonException what taking an event threw
  Answer listen(String target, Events to) throws IOException, Refused, InterruptedException;
}
