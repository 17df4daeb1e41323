package dev.sonde.shippers.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.shippers.remotewrite.RemoteWriteConfig.Compression;
import dev.sonde.shippers.remotewrite.RemoteWriteConfig.Version;
import dev.sonde.testkit.HttpShipperContract;
import dev.sonde.testkit.Reaction;
import dev.sonde.testkit.Received;
import dev.sonde.testkit.Shipments;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RemoteWriteTwoTest extends HttpShipperContract {
  static final String WRITTEN = "X-Prometheus-Remote-Write-Samples-Written";

  @Override
  protected Shipper shipper(String url) {
    return RemoteWriteShipperTest.shipper(url, Version.TWO, Compression.AUTO);
  }

  @Override
  protected Shipper impatient(String url) {
    return RemoteWriteShipperTest.impatient(url, Version.TWO, Compression.AUTO);
  }

  @Override
  protected Set<String> secrets() {
    return Set.of("header-secret-1", "token-secret-2");
  }

  @Override
  protected Reaction taken(int status) {
    return Reaction.status(status, WRITTEN, "1000000");
  }

  @Test
  void request_isWhatTheSpecificationSays() throws Exception {
    Shipment shipment = Shipments.plain(0, 1000);
    try (Shipper shipper = shipper(peer().url("/api/v1/write"))) {
      shipper.send(shipper.encode(shipment));
    }
    Received received = peer().received().getFirst();
    assertThat(received.header("content-type"))
        .isEqualTo("application/x-protobuf;proto=io.prometheus.write.v2.Request");
    assertThat(received.header("content-encoding")).isEqualTo("snappy");
    assertThat(received.header("x-prometheus-remote-write-version")).isEqualTo("2.0.0");
    assertThat(Requests.rows(received)).isEqualTo(RemoteWriteShipperTest.rows(shipment.batch()));
  }

  @Test
  void whatWasNotWritten_isRefused_andNothingIsSentTwice() throws Exception {
    for (int status : new int[] {200, 204, 400}) {
      assertThat(sent(status, WRITTEN, "7"))
          .asInstanceOf(type(Outcome.Accepted.class))
          .satisfies(it -> assertThat(it.refused()).isEqualTo(3))
          .satisfies(it -> assertThat(it.why()).contains(status + ""));
      assertThat(sent(status, WRITTEN, "10")).isEqualTo(Outcome.ACCEPTED);
    }
    assertThat(sent(204, "X-Prometheus-Remote-Write-Histograms-Written", "0"))
        .asInstanceOf(type(Outcome.Accepted.class))
        .satisfies(it -> assertThat(it.refused()).isEqualTo(10));
  }

  @Test
  void refusedAsAWhole_isSetAside() throws Exception {
    assertThat(sent(400, WRITTEN, "0")).isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void serverThatFailsHalfway_isAskedAgain() throws Exception {
    assertThat(sent(503, WRITTEN, "7")).isInstanceOf(Outcome.Retry.class);
  }

  @Test
  void acceptedWithoutCounts_isNotTakenForWritten() throws Exception {
    for (String odd : new String[] {"", "many", "-1", "1e3", "9".repeat(40)}) {
      assertThat(sent(200, WRITTEN, odd)).as(odd).isInstanceOf(Outcome.Held.class);
    }
    assertThat(sent(200, "X-Other", "1"))
        .asInstanceOf(type(Outcome.Held.class))
        .satisfies(it ->
            assertThat(it.why())
                .isEqualTo(
                    "HTTP 200: some are out of order, without how many samples it wrote: it does"
                        + " not take remote write 2.0; set protocol to auto"));
  }

  private Outcome sent(int status, String header, String value) throws Exception {
    peer().then(new Reaction.Answer(status, Map.of(header, value), "some are out of order"));
    try (Shipper shipper = shipper(peer().url("/"))) {
      return shipper.send(shipper.encode(Shipments.plain(0, 10)));
    }
  }
}
