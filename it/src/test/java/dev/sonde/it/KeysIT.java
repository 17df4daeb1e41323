package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys made and revoked from the command line, while the program that is asked runs.
final class KeysIT {
  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private InetAddress own;

  @BeforeEach
  void findAnAddressThatIsNotLoopback() throws Exception {
    Optional<InetAddress> found =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(each -> each instanceof Inet4Address && !each.isLoopbackAddress())
            .findFirst();
    Assumptions.assumeTrue(found.isPresent(), "this machine has no address but loopback");
    own = found.get();
  }

  @Test
  void key_opensFromElsewhere_untilItIsRevoked() throws Exception {
    try (var sonde = start()) {
      assertThat(ask(sonde, "/api/v1/targets").statusCode()).isEqualTo(401);
      assertThat(ask(sonde, "/metrics").statusCode()).isEqualTo(200);
      assertThat(sonde.ask("/api/v1/targets").status()).isEqualTo(200);
      String read = keys("add", "me", "--role", "read").out().strip();
      String ingest = keys("add", "web-7").out().strip();
      // Who shows a new key waits until the file was looked at, but not for long.
      sonde.await(() -> status(sonde, read), status -> status == 200);
      HttpResponse<String> forbidden =
          sonde.await(
              () -> ask(sonde, "/api/v1/targets", "X-API-Key", ingest),
              answer -> answer.statusCode() == 403);
      assertThat(forbidden.body()).contains("web-7 has not the role read");
      assertThat(ask(sonde, "/api/config", "X-API-Key", read).statusCode()).isEqualTo(403);
      assertThat(keys("revoke", "me").code()).isZero();
      // Whoever asks so often with a wrong key is told 429 at some time: from there, not from here.
      sonde.await(() -> status(sonde, read), status -> status != 200);
      assertThat(sonde.ask("/api/v1/targets", "X-API-Key", read).status()).isEqualTo(401);
      assertThat(sonde.log()).doesNotContain(read.substring(17), ingest.substring(17));
    }
  }

  @Test
  void revokedKey_endsWhatIsOpenWithIt_andTheLogSaysSoOnce() throws Exception {
    try (var sonde = start("receivers: {enabled: true}\n")) {
      String key = keys("add", "web-7", "--role", "ingest,read").out().strip();
      sonde.await(() -> status(sonde, key), status -> status == 200);
      try (var sender = Feed.of(sonde, "/ws/metrics", key);
          var other = Feed.of(sonde, "/ws/metrics", key);
          var reader = Feed.of(sonde, "/api/metrics/live-stream", key)) {
        assertThat(reader.next()).startsWith("{");
        assertThat(keys("revoke", "web-7").code()).isZero();
        String closed = "closed 1008 what let you in does not hold any more";
        assertThat(sender.next()).isEqualTo(closed);
        assertThat(other.next()).isEqualTo(closed);
        assertThat(reader.end()).isEqualTo(closed);
      }
      String said = "the key web-7 was revoked, changed or has ended";
      sonde.await(sonde::log, log -> log.contains(said));
      assertThat(sonde.log().split(said, -1)).hasSize(2);
      assertThat(sonde.log()).doesNotContain(key.substring(17));
    }
  }

  @Test
  void damagedFile_isSaid_andStopsNothing() throws Exception {
    String read = keys("add", "me", "--role", "read").out().strip();
    Files.writeString(folder.resolve("data").resolve("keys.json"), "{\"version\":1,\"keys\":[7]}");
    try (var sonde = start()) {
      assertThat(status(sonde, read)).isEqualTo(503);
      assertThat(sonde.health().at("status").text()).isEqualTo("degraded");
      assertThat(sonde.health().at("warnings").texts().getFirst()).contains("every key is refused");
      assertThat(sonde.ask("/api/v1/targets").status()).isEqualTo(200);
      assertThat(sonde.log()).contains("keys[0] is no object");
    }
  }

  /// Listens on loopback, as all do here, and on the address that is not.
  private SondeProcess start() throws Exception {
    return start("");
  }

  private SondeProcess start(String more) throws Exception {
    String listen = "server: {listen: [\"127.0.0.1:0\", \"" + own.getHostAddress() + ":0\"]}\n";
    SondeProcess sonde = Launch.in(folder).file(listen + more).spawn();
    sonde.awaitListening();
    return sonde;
  }

  private String base(SondeProcess sonde) throws IOException {
    Matcher said =
        Pattern.compile("http://" + Pattern.quote(own.getHostAddress()) + ":\\d+")
            .matcher(sonde.log());
    assertThat(said.find()).isTrue();
    return said.group();
  }

  private Launch.Finished keys(String... words) throws Exception {
    return Launch.in(folder).words("keys").words(words).finish();
  }

  private int status(SondeProcess sonde, String key) throws IOException, InterruptedException {
    return ask(sonde, "/api/v1/targets", "X-API-Key", key).statusCode();
  }

  private HttpResponse<String> ask(SondeProcess sonde, String path, String... headers)
      throws IOException, InterruptedException {
    var uri = URI.create(base(sonde) + path);
    var request = HttpRequest.newBuilder(uri);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
