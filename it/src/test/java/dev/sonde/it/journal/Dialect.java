package dev.sonde.it.journal;

import dev.sonde.it.journal.Arrivals.Sample;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// How samples are said: to the agent, and by it to the receiver.
enum Dialect {
  /// `worker slot millis id`, a line each: what [OracleAgent] speaks.
  LINES {
    @Override
    byte[] encode(Push push) {
      return Lines.encode(push);
    }

    @Override
    List<Sample> decode(byte[] body) {
      return Lines.decode(body);
    }

    @Override
    Map<String, String> headers() {
      return Map.of("Content-Type", "text/plain");
    }
  },
  /// Prometheus' remote write 1.0.
  REMOTE_WRITE {
    @Override
    byte[] encode(Push push) {
      return RemoteWrite.encode(push);
    }

    @Override
    List<Sample> decode(byte[] body) throws IOException {
      return RemoteWrite.decode(body);
    }

    @Override
    Map<String, String> headers() {
      return Map.of(
          "Content-Type",
          "application/x-protobuf",
          "Content-Encoding",
          "snappy",
          "X-Prometheus-Remote-Write-Version",
          "0.1.0");
    }
  };

  abstract byte[] encode(Push push);

  /// @throws IOException when it is not a whole body
  abstract List<Sample> decode(byte[] body) throws IOException;

  abstract Map<String, String> headers();
}
