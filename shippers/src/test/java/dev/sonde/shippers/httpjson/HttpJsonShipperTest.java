package dev.sonde.shippers.httpjson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Batch;
import dev.sonde.api.Encoded;
import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.Secret;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.api.Stale;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.http.Address;
import dev.sonde.http.Limits;
import dev.sonde.http.Listener;
import dev.sonde.http.Response;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.shippers.TestHttp;
import dev.sonde.shippers.http.Credentials;
import dev.sonde.shippers.http.HttpConfig;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.HttpShipperContract;
import dev.sonde.testkit.Reaction;
import dev.sonde.testkit.Received;
import dev.sonde.testkit.Shipments;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpJsonShipperTest extends HttpShipperContract {
  private static final Surroundings SURROUNDINGS = new Surroundings(Map.of(), new DirectCalls());
  private static final String HEADER = "header-secret-1";
  private static final String TOKEN = "token-secret-2";
  private static final String NOW = "{\"timestamp\":1767225600,\"metrics\":[";

  @Override
  protected Shipper shipper(String url) {
    return shipper(config(url), false);
  }

  @Override
  protected Shipper impatient(String url) {
    return shipper(TestHttp.impatient(config(url)), false);
  }

  private static HttpConfig config(String url) {
    return TestHttp.config(
        url, Map.of("X-Tenant", new Secret(HEADER)), new Credentials.Bearer(new Secret(TOKEN)));
  }

  @Override
  protected Set<String> secrets() {
    return Set.of(HEADER, TOKEN);
  }

  @Test
  void body_isThatOfTheDocument() {
    var batch = new Batch();
    batch.add(series("cpu_percent", "core", "0"), Shipments.START, 45.2);
    batch.add(series("requests_total"), Shipments.START, 1e21);
    check(
        batch,
        NOW
            + "{\"name\":\"cpu_percent\",\"value\":45.2,\"type\":\"gauge\","
            + "\"labels\":{\"core\":\"0\"}},"
            + "{\"name\":\"requests_total\",\"value\":1e+21,\"type\":\"counter\",\"labels\":{}}]}");
  }

  @Test
  void sampleOfAnotherSecond_saysSo() {
    var batch = new Batch();
    batch.add(series("a"), Shipments.START - 1, 1);
    batch.add(series("a"), Shipments.START + 999, 2);
    String second = "{\"name\":\"a\",\"value\":2,\"type\":\"gauge\",\"labels\":{}}]}";
    String first = "{\"name\":\"a\",\"value\":1,\"type\":\"gauge\",\"labels\":{}";
    check(batch, NOW + first + ",\"timestamp\":1767225599}," + second);
    var plain = new JsonBody(false).encode(Shipments.of(0, batch));
    assertThat(text(plain)).isEqualTo(NOW + first + "}," + second);
  }

  @Test
  void whatIsNoNumber_isLeftOut_andCounted() {
    var batch = new Batch();
    batch.add(series("a"), Shipments.START, Double.NaN);
    batch.add(series("a"), Shipments.START, Stale.marker());
    batch.add(series("a"), Shipments.START, Double.POSITIVE_INFINITY);
    Encoded encoded = check(batch, NOW + "]}");
    assertThat(encoded.samples()).isZero();
    assertThat(encoded.unsaid()).isEqualTo(Map.of("not_a_number", 2L, "stale", 1L));
  }

  @Test
  void request_carriesTypeAgentAndBatch() throws Exception {
    try (Shipper shipper = shipper(peer().url("/in?a=b"))) {
      shipper.send(shipper.encode(Shipments.plain(4096, 10)));
    }
    Received received = peer().received().getFirst();
    assertThat(received.method() + " " + received.target()).isEqualTo("POST /in?a=b");
    assertThat(received.header("content-type")).isEqualTo("application/json");
    assertThat(received.header("user-agent")).startsWith("Sonde");
    assertThat(received.header("authorization")).isEqualTo("Bearer " + TOKEN);
    assertThat(received.header("x-tenant")).isEqualTo(HEADER);
    assertThat(received.header("x-sonde-batch"))
        .isEqualTo(Shipments.INSTANCE + "-1a2b3c-4096-4106");
  }

  @Test
  void otherCredentials_areSent() throws Exception {
    var basic = new Credentials.Basic("user", new Secret("päss"));
    var key = new Credentials.Key("X-API-Key", new Secret("k"));
    for (Credentials each : new Credentials[] {basic, key}) {
      peer().then(new Reaction.Echo(401));
      try (Shipper shipper = shipper(peer().url("/"), Map.of(), each, false)) {
        assertThat(shipper.send(shipper.encode(Shipments.plain(0, 1))).toString())
            .doesNotContain("dXNlcjpww6Rzcw==");
      }
    }
    assertThat(peer().received().getFirst().header("authorization"))
        .isEqualTo("Basic dXNlcjpww6Rzcw==");
    assertThat(peer().received().getLast().header("x-api-key")).isEqualTo("k");
  }

  @Test
  void gzip_hasTheSameBodyInside_andTheSameBytesAgain() throws Exception {
    Shipment shipment = Shipments.plain(0, 1000);
    String plain = text(new JsonBody(true).encode(shipment));
    try (Shipper shipper = shipper(peer().url("/"), Map.of(), new Credentials.None(), true)) {
      byte[] first = bytes(shipper.encode(shipment));
      shipper.encode(Shipments.strange());
      assertThat(bytes(shipper.encode(shipment))).isEqualTo(first).hasSizeLessThan(20_000);
      assertThat(shipper.send(shipper.encode(shipment))).isEqualTo(Outcome.ACCEPTED);
    }
    assertThat(peer().received().getFirst().header("content-encoding")).isEqualTo("gzip");
    assertThat(peer().received().getFirst().text()).isEqualTo(plain);
  }

  @Test
  void ownListener_takesEveryBatchOnce(@TempDir Path folder) throws Exception {
    var bodies = Collections.synchronizedList(new ArrayList<String>());
    for (Address address :
        new Address[] {Address.parse("127.0.0.1:0"), new Address.Unix(folder.resolve("a.sock"))}) {
      try (Listener listener =
          Listener.open(
              address,
              Limits.DEFAULT,
              request -> {
                bodies.add(new String(request.body().readAllBytes(), StandardCharsets.UTF_8));
                return Response.empty(204);
              })) {
        String path = listener.address() instanceof Address.Unix ? ":/in" : "/in";
        try (Shipper shipper = shipper("http://" + listener.address() + path)) {
          for (int i = 0; i < 20; i++) {
            assertThat(shipper.send(shipper.encode(Shipments.plain(1000L * i, 1000))))
                .isEqualTo(Outcome.ACCEPTED);
          }
        }
        assertThat(listener.counts().accepted()).isEqualTo(1);
      }
    }
    assertThat(bodies).hasSize(40);
    assertThat(new java.util.HashSet<>(bodies)).hasSize(20);
  }

  private static Encoded check(Batch batch, String expected) {
    Encoded encoded = new JsonBody(true).encode(Shipments.of(0, batch));
    assertThat(text(encoded)).isEqualTo(expected);
    return encoded;
  }

  private static String text(Encoded encoded) {
    return new String(bytes(encoded), StandardCharsets.UTF_8);
  }

  private static Series series(String name, String... labels) {
    return new Series(name, Labels.of(labels), 0);
  }

  private static Shipper shipper(
      String url, Map<String, Secret> headers, Credentials credentials, boolean gzip) {
    return shipper(TestHttp.config(url, headers, credentials), gzip);
  }

  private static Shipper shipper(HttpConfig http, boolean gzip) {
    return new HttpJsonShipperFactory(new TlsContexts(Time.SYSTEM, new DirectCalls()))
        .create(new HttpJsonConfig(http, gzip, HttpJsonConfig.Timestamps.SAMPLE), SURROUNDINGS);
  }
}
