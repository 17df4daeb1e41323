package dev.sonde.collectors.discovery.consul;

import java.io.IOException;

/// The API of Consul, as far as discovery needs it. For many threads.
interface Api {
  /// What was answered.
  ///
  /// @param index of what it shows, greater the newer it is; 0 when it says none
  /// @param body from 0 to `length`, until the next question of this thread
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Answer(int status, long index, byte[] body, int length) {}

  /// Asks, and lets the server wait with its answer until it has something newer, for two minutes
  /// at most.
  ///
  /// @param index of what is known already; with 0 the answer comes at once
  Answer ask(String path, long index) throws IOException, InterruptedException;
}
