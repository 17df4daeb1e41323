package dev.sonde.it.journal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Asks the agent under test what it knows itself; only Sonde's answers.
final class Questions implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int FIELDS = 5;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String address;

  Questions(int port) {
    this.address = "http://127.0.0.1:" + port;
  }

  /// What an agent says of one destination, in samples.
  ///
  /// @param accepted for it, since it began
  /// @param settled of these: pending, delivered, left out and dropped
  record Account(long accepted, long settled, long delivered, long pending) {
    /// Samples that are nowhere: neither in its own sum, nor where it says they are.
    long missing(Verdict found) {
      return Math.abs(accepted - settled) + Math.abs(delivered - found.arrived());
    }
  }

  /// The body of an answer; empty when there is no such path.
  Optional<byte[]> ask(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE).build();
    var answer = client.send(request, BodyHandlers.ofByteArray());
    return switch (answer.statusCode()) {
      case 200 -> Optional.of(answer.body());
      case 404 -> Optional.empty();
      default -> throw new IOException(path + " said " + answer.statusCode());
    };
  }

  /// By destination; none when the agent keeps no such accounts.
  Map<String, Account> accounts() throws IOException, InterruptedException {
    var all = new HashMap<String, Account>();
    var text = ask("/standing").map(body -> new String(body, StandardCharsets.US_ASCII));
    for (var line : text.orElse("").lines().toList()) {
      var words = line.split(" ");
      if (words.length == FIELDS) {
        long delivered = Long.parseLong(words[3]);
        long pending = Long.parseLong(words[2]);
        long settled = pending + delivered + Long.parseLong(words[4]);
        all.put(words[0], new Account(Long.parseLong(words[1]), settled, delivered, pending));
      }
    }
    return all;
  }

  @Override
  public void close() {
    client.close();
  }
}
