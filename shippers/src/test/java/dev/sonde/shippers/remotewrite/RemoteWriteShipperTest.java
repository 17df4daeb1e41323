package dev.sonde.shippers.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sonde.api.Batch;
import dev.sonde.api.Encoded;
import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.Secret;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.api.Stale;
import dev.sonde.shippers.TestHttp;
import dev.sonde.shippers.http.Credentials;
import dev.sonde.shippers.http.HttpConfig;
import dev.sonde.shippers.remotewrite.RemoteWriteConfig.Compression;
import dev.sonde.shippers.remotewrite.RemoteWriteConfig.Version;
import dev.sonde.testkit.HttpShipperContract;
import dev.sonde.testkit.Reaction;
import dev.sonde.testkit.Received;
import dev.sonde.testkit.Shipments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RemoteWriteShipperTest extends HttpShipperContract {
  private static final String HEADER = "header-secret-1";
  private static final String TOKEN = "token-secret-2";

  @Override
  protected Shipper shipper(String url) {
    return shipper(url, Version.ONE, Compression.SNAPPY);
  }

  @Override
  protected Shipper impatient(String url) {
    return impatient(url, Version.ONE, Compression.SNAPPY);
  }

  @Override
  protected Set<String> secrets() {
    return Set.of(HEADER, TOKEN);
  }

  @Test
  void request_isWhatTheSpecificationSays() throws Exception {
    Shipment shipment = Shipments.plain(0, 1000);
    try (Shipper shipper = shipper(peer().url("/api/v1/write"))) {
      assertThat(shipper.send(shipper.encode(shipment))).isEqualTo(Outcome.ACCEPTED);
    }
    Received received = peer().received().getFirst();
    assertThat(received.method() + " " + received.target()).isEqualTo("POST /api/v1/write");
    assertThat(received.header("content-type")).isEqualTo("application/x-protobuf");
    assertThat(received.header("content-encoding")).isEqualTo("snappy");
    assertThat(received.header("x-prometheus-remote-write-version")).isEqualTo("0.1.0");
    assertThat(received.header("user-agent")).startsWith("Sonde");
    assertThat(received.header("x-sonde-batch")).isEqualTo(shipment.id().toString());
    assertThat(Requests.rows(received)).isEqualTo(rows(shipment.batch()));
  }

  @Test
  void everyValueTravels_staleMarkersToo() {
    var batch = new Batch();
    var series = new Series("up", Labels.of("job", "a"), 0);
    double[] values = {Stale.marker(), Double.NaN, Double.POSITIVE_INFINITY, -0.0};
    for (double each : values) {
      batch.add(series, Shipments.START + batch.size(), each);
    }
    try (Shipper shipper = shipper(peer().url("/"))) {
      Encoded encoded = shipper.encode(Shipments.of(0, batch));
      assertThat(encoded.unsaid()).isEmpty();
      assertThat(Requests.rows(bytes(encoded), false)).isEqualTo(rows(batch));
    }
  }

  @Test
  void seriesWithoutAName_isCounted() {
    var batch = new Batch();
    batch.add(new Series("", Labels.of("a", "b"), 0), Shipments.START, 1);
    try (Shipper shipper = shipper(peer().url("/"))) {
      Encoded encoded = shipper.encode(Shipments.of(0, batch));
      assertThat(encoded.samples()).isZero();
      assertThat(encoded.unsaid()).isEqualTo(Map.of("no_name", 1L));
    }
  }

  @Test
  void refusedForSomeSamples_isSpoilt() throws Exception {
    for (int status : new int[] {400, 409, 422}) {
      assertThat(sent(10, status)).isInstanceOf(Outcome.Spoilt.class);
      assertThat(sent(1, status)).isInstanceOf(Outcome.Spoilt.class);
    }
  }

  @Test
  void webPageInsteadOfAnAnswer_isHeld() throws Exception {
    for (String page : new String[] {"<!DOCTYPE html><title>Welcome</title>", "\n<HTML><body>"}) {
      peer().then(new Reaction.Answer(200, Map.of("Content-Type", "text/html"), page));
      try (Shipper shipper = shipper(peer().url("/"))) {
        assertThat(shipper.send(shipper.encode(Shipments.plain(0, 10))))
            .asInstanceOf(type(Outcome.Held.class))
            .satisfies(it -> assertThat(it.why()).contains("web page", "check url"));
      }
    }
    peer().then(new Reaction.Answer(200, Map.of(), "written"));
    try (Shipper shipper = shipper(peer().url("/"))) {
      assertThat(shipper.send(shipper.encode(Shipments.plain(0, 10)))).isEqualTo(Outcome.ACCEPTED);
    }
  }

  @Test
  void zstdThatIsNotTaken_isHeld_andSaysWhatToSet() throws Exception {
    Reaction old = new Reaction.Answer(400, Map.of(), "snappy: corrupt input");
    for (Reaction each : new Reaction[] {Reaction.status(415), old}) {
      peer().then(each);
      try (Shipper shipper = shipper(peer().url("/"), Version.AUTO, Compression.ZSTD)) {
        assertThat(shipper.send(shipper.encode(Shipments.plain(0, 10))))
            .asInstanceOf(type(Outcome.Held.class))
            .satisfies(it -> assertThat(it.why()).contains("set compression to auto"));
      }
    }
    Received received = peer().received().getFirst();
    assertThat(received.header("content-encoding")).isEqualTo("zstd");
    assertThat(received.header("x-victoriametrics-remote-write-version")).isEqualTo("1");
  }

  private Outcome sent(int samples, int status) throws Exception {
    peer().then(new Reaction.Answer(status, Map.of(), "out of order sample"));
    try (Shipper shipper = shipper(peer().url("/"))) {
      return shipper.send(shipper.encode(Shipments.plain(0, samples)));
    }
  }

  /// As [Requests#rows] gives them.
  static List<String> rows(Batch batch) {
    var rows = new ArrayList<String>();
    for (int row = 0; row < batch.size(); row++) {
      rows.add(batch.series(row) + " " + batch.time(row) + " " + batch.value(row));
    }
    return rows;
  }

  static Shipper shipper(String url, Version version, Compression compression) {
    return shipper(config(url), version, compression);
  }

  static Shipper impatient(String url, Version version, Compression compression) {
    return shipper(TestHttp.impatient(config(url)), version, compression);
  }

  private static HttpConfig config(String url) {
    return TestHttp.config(
        url, Map.of("X-Tenant", new Secret(HEADER)), new Credentials.Bearer(new Secret(TOKEN)));
  }

  private static Shipper shipper(HttpConfig http, Version version, Compression compression) {
    return new RemoteWriteShipperFactory(TestHttp.contexts())
        .create(
            new RemoteWriteConfig(http, version, compression, true, false), TestHttp.SURROUNDINGS);
  }
}
