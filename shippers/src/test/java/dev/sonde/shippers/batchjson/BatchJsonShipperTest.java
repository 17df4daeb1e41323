package dev.sonde.shippers.batchjson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Batch;
import dev.sonde.api.Encoded;
import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.Secret;
import dev.sonde.api.Series;
import dev.sonde.api.Shipper;
import dev.sonde.shippers.TestHttp;
import dev.sonde.shippers.http.Credentials;
import dev.sonde.shippers.http.HttpConfig;
import dev.sonde.testkit.HttpShipperContract;
import dev.sonde.testkit.Reaction;
import dev.sonde.testkit.Received;
import dev.sonde.testkit.Shipments;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchJsonShipperTest extends HttpShipperContract {
  private static final String KEY = "key-secret-1";

  @Override
  protected Shipper shipper(String url) {
    return shipper(config(url));
  }

  @Override
  protected Shipper impatient(String url) {
    return shipper(TestHttp.impatient(config(url)));
  }

  private static HttpConfig config(String url) {
    return TestHttp.config(url, Map.of(), new Credentials.Key("X-API-Key", new Secret(KEY)));
  }

  @Override
  protected Set<String> secrets() {
    return Set.of(KEY);
  }

  @Test
  void request_isThatOfTheDocument() throws Exception {
    try (Shipper shipper = shipper(peer().url("/api/metrics?a=b"))) {
      shipper.send(shipper.encode(Shipments.plain(4096, 1)));
    }
    Received received = peer().received().getFirst();
    assertThat(received.method() + " " + received.target()).isEqualTo("POST /api/metrics?a=b");
    assertThat(received.header("content-type")).isEqualTo("application/json");
    assertThat(received.header("x-api-key")).isEqualTo(KEY);
    assertThat(received.header("x-client-id")).isEqualTo("tower");
    assertThat(received.header("x-sonde-batch"))
        .isEqualTo(Shipments.INSTANCE + "-1a2b3c-4096-4097");
    assertThat(received.text())
        .isEqualTo(
            "{\"timestamp\":\"2026-01-01T00:00:00+00:00\",\"metrics\":{\"CpuCollector\":"
                + "{\"percent\":[{\"labels\":{\"core\":\"0\",\"host\":\"a\"},\"value\":4096.5}]}},"
                + "\"received_at\":\"2026-01-01T00:00:00+00:00\"}");
  }

  @Test
  void key_isSentEvenWhenEmpty() throws Exception {
    var keyless = TestHttp.config(peer().url("/"), Map.of(), new Credentials.None());
    try (Shipper shipper = shipper(keyless)) {
      shipper.send(shipper.encode(Shipments.plain(0, 1)));
    }
    assertThat(peer().received().getFirst().header("x-api-key")).isEmpty();
  }

  @Test
  void instants_areBodiesOfTheirOwn_andThoseThatArrivedAreNotSentAgain() throws Exception {
    peer().then(Reaction.OK, Reaction.status(503), Reaction.OK, new Reaction.Closed());
    try (Shipper shipper = shipper(peer().url("/in"))) {
      Encoded encoded = shipper.encode(Shipments.of(0, instants()));
      assertThat(shipper.send(encoded)).isInstanceOf(Outcome.Retry.class);
      assertThatThrownBy(() -> shipper.send(encoded)).isInstanceOf(IOException.class);
      assertThat(shipper.send(encoded)).isEqualTo(Outcome.ACCEPTED);
      assertThat(shipper.send(shipper.encode(Shipments.of(9, instants()))))
          .isEqualTo(Outcome.ACCEPTED);
    }
    assertThat(peer().received().stream().map(BatchJsonShipperTest::part).toList())
        .containsExactly("1", "2", "2", "3", "3", "1", "2", "3");
    assertThat(peer().received().stream().map(Received::text).distinct()).hasSize(3);
  }

  @Test
  void bodyThatIsWrong_doesNotTakeTheOthersWithIt() throws Exception {
    peer().then(Reaction.OK, new Reaction.Answer(422, Map.of(), "no such metric"));
    try (Shipper shipper = shipper(peer().url("/in"))) {
      Outcome outcome = shipper.send(shipper.encode(Shipments.of(0, instants())));
      assertThat(outcome).isEqualTo(new Outcome.Accepted(2, "HTTP 422: no such metric"));
    }
    assertThat(peer().received()).hasSize(3);
  }

  @Test
  void bodiesThatAreAllWrong_areRejected() throws Exception {
    peer().always(Reaction.status(400));
    try (Shipper shipper = shipper(peer().url("/in"))) {
      assertThat(shipper.send(shipper.encode(Shipments.of(0, instants()))))
          .isInstanceOf(Outcome.Rejected.class);
    }
  }

  private static String part(Received received) {
    String batch = received.header("x-sonde-batch");
    return batch.substring(batch.indexOf('/') + 1);
  }

  private static Batch instants() {
    var batch = new Batch();
    for (long time : List.of(0L, 250L, 300_000L)) {
      batch.add(new Series("a_b", Labels.NONE, 0), Shipments.START + time, time);
    }
    batch.add(new Series("a_c", Labels.NONE, 1), Shipments.START + 250, 5);
    return batch;
  }

  private static Shipper shipper(HttpConfig http) {
    return new BatchJsonShipperFactory(TestHttp.contexts())
        .create(new BatchJsonConfig(http, "tower"), TestHttp.SURROUNDINGS);
  }
}
