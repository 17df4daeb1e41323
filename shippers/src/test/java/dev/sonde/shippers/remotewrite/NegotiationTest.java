package dev.sonde.shippers.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.shippers.TestHttp;
import dev.sonde.shippers.http.Credentials;
import dev.sonde.shippers.remotewrite.RemoteWriteConfig.Compression;
import dev.sonde.shippers.remotewrite.RemoteWriteConfig.Version;
import dev.sonde.testkit.FaultyPeer;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.Reaction;
import dev.sonde.testkit.Received;
import dev.sonde.testkit.Shipments;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `protocol: auto` and `compression: auto`, towards receivers of several kinds.
@Timeout(600)
class NegotiationTest {
  private static final Reaction NO_VICTORIA = Reaction.status(405);
  private static final Reaction VICTORIA = new Reaction.Answer(200, Map.of(), "1");
  private static final Reaction COUNTS =
      Reaction.status(204, RemoteWriteTwoTest.WRITTEN, "1000000");
  private static final Shipment SHIPMENT = Shipments.plain(0, 10);

  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final List<FaultyPeer> peers = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    peers.add(new FaultyPeer());
  }

  @AfterEach
  void close() throws IOException {
    for (FaultyPeer each : peers) {
      each.close();
    }
  }

  @Test
  void prometheus_gets2_0() throws Exception {
    peer().then(NO_VICTORIA, COUNTS).always(COUNTS);
    try (Shipper shipper = shipper(Version.AUTO, Compression.AUTO)) {
      deliver(shipper, 1);
      deliver(shipper, 0);
    }
    assertThat(versions()).containsExactly("GET", "2.0.0", "2.0.0", "2.0.0");
    List<Received> received = peer().received();
    assertThat(received.getFirst().target()).isEqualTo("/w?a=b&get_vm_proto_version=1");
    assertThat(Requests.rows(received.get(1))).isEmpty();
    assertThat(Requests.rows(received.get(2)))
        .isEqualTo(RemoteWriteShipperTest.rows(SHIPMENT.batch()));
  }

  @Test
  void victoriaMetrics_getsZstd() throws Exception {
    peer().then(VICTORIA).always(Reaction.status(204));
    try (Shipper shipper = shipper(Version.AUTO, Compression.AUTO)) {
      deliver(shipper, 1);
    }
    assertThat(versions()).containsExactly("GET", "0.1.0");
    assertThat(peer().received().getLast().header("content-encoding")).isEqualTo("zstd");
  }

  @Test
  void oldReceiver_gets1_0() throws Exception {
    for (Reaction each :
        List.of(
            Reaction.status(204),
            Reaction.status(400),
            Reaction.status(415),
            Reaction.status(404))) {
      open();
      peer().then(NO_VICTORIA, each).always(Reaction.status(204));
      try (Shipper shipper = shipper(Version.AUTO, Compression.AUTO)) {
        deliver(shipper, 0);
      }
      assertThat(versions()).containsExactly("GET", "2.0.0", "0.1.0");
      assertThat(peer().received().getLast().header("content-encoding")).isEqualTo("snappy");
    }
  }

  @Test
  void whatIsChosen_isNotAskedFor() throws Exception {
    peer().always(COUNTS);
    for (Version version : new Version[] {Version.ONE, Version.TWO}) {
      try (Shipper shipper = shipper(version, Compression.SNAPPY)) {
        deliver(shipper, 0);
      }
    }
    try (Shipper shipper = shipper(Version.AUTO, Compression.ZSTD)) {
      deliver(shipper, 0);
    }
    assertThat(versions()).containsExactly("0.1.0", "2.0.0", "0.1.0");
    try (Shipper shipper = shipper(Version.AUTO, Compression.SNAPPY)) {
      deliver(shipper, 1);
    }
    assertThat(versions()).endsWith("2.0.0", "2.0.0").doesNotContain("GET");
  }

  @Test
  void receiverThatForgets2_0_getsTheSameBatchAs1_0_andNoDeadLetter() throws Exception {
    for (Reaction each :
        List.of(
            Reaction.status(204),
            Reaction.status(400),
            Reaction.status(415),
            Reaction.status(422))) {
      open();
      peer().then(NO_VICTORIA, COUNTS, each).always(Reaction.status(204));
      try (Shipper shipper = shipper(Version.AUTO, Compression.AUTO)) {
        deliver(shipper, 2);
        deliver(shipper, 0);
      }
      assertThat(versions()).containsExactly("GET", "2.0.0", "2.0.0", "0.1.0", "0.1.0");
    }
  }

  @Test
  void rolledBackVictoria_getsSnappy() throws Exception {
    peer().then(VICTORIA, Reaction.status(204), Reaction.status(400)).always(Reaction.status(204));
    try (Shipper shipper = shipper(Version.ONE, Compression.AUTO)) {
      deliver(shipper, 1);
      deliver(shipper, 1);
    }
    assertThat(peer().received())
        .extracting(each -> each.headers().getOrDefault("content-encoding", "none"))
        .containsExactly("none", "zstd", "zstd", "snappy");
  }

  @Test
  void upgradedReceiver_isNoticedWithinTheHour() throws Exception {
    peer().then(NO_VICTORIA, Reaction.status(415)).always(Reaction.status(204));
    try (Shipper shipper = shipper(Version.AUTO, Compression.AUTO)) {
      deliver(shipper, 0);
      time.pass(Duration.ofMinutes(59));
      deliver(shipper, 0);
      time.pass(Duration.ofMinutes(2));
      peer().then(NO_VICTORIA).always(COUNTS);
      deliver(shipper, 1);
    }
    assertThat(versions())
        .containsExactly("GET", "2.0.0", "0.1.0", "0.1.0", "GET", "2.0.0", "2.0.0");
  }

  @Test
  void questionWithoutAnAnswer_holdsNothingUp_andIsAskedAgain() throws Exception {
    peer().then(Reaction.status(503)).always(Reaction.status(204));
    try (Shipper shipper = shipper(Version.AUTO, Compression.AUTO)) {
      deliver(shipper, 0);
      deliver(shipper, 0);
      time.pass(Duration.ofMinutes(2));
      peer().then(new Reaction.HalfAnswer(200));
      assertThatThrownBy(() -> shipper.send(shipper.encode(SHIPMENT)))
          .isInstanceOf(IOException.class);
      deliver(shipper, 0);
      time.pass(Duration.ofMinutes(2));
      peer().then(NO_VICTORIA).always(COUNTS);
      deliver(shipper, 1);
    }
    assertThat(versions())
        .containsExactly("GET", "0.1.0", "0.1.0", "GET", "0.1.0", "GET", "2.0.0", "2.0.0");
  }

  @Test
  void questionThatIsNeverAnswered_isAskedLessAndLess() throws Exception {
    try (Shipper shipper = shipper(Version.AUTO, Compression.AUTO)) {
      for (int minute = 0; minute < 60; minute++) {
        peer().then(Reaction.status(503)).always(Reaction.status(204));
        shipper.send(shipper.encode(SHIPMENT));
        time.pass(Duration.ofMinutes(1));
      }
    }
    assertThat(versions()).filteredOn("GET"::equals).hasSizeLessThan(9);
  }

  /// Sends as a courier does.
  ///
  /// @param again how often it changes its mind meanwhile
  private static void deliver(Shipper shipper, int again) throws Exception {
    for (int i = 0; i < again; i++) {
      assertThat(shipper.send(shipper.encode(SHIPMENT))).isInstanceOf(Outcome.Again.class);
    }
    assertThat(shipper.send(shipper.encode(SHIPMENT))).isEqualTo(Outcome.ACCEPTED);
  }

  private FaultyPeer peer() {
    return peers.getLast();
  }

  private List<String> versions() {
    return peer().received().stream()
        .map(each ->
            each.method().equals("GET") ? "GET" : each.header("x-prometheus-remote-write-version"))
        .toList();
  }

  private Shipper shipper(Version version, Compression compression) {
    var http = TestHttp.config(peer().url("/w?a=b"), Map.of(), new Credentials.None());
    return new RemoteWriteShipper(
        new RemoteWriteConfig(http, version, compression, true, false),
        TestHttp.contexts(),
        TestHttp.SURROUNDINGS,
        time);
  }
}
