package dev.sonde.shippers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Encoded;
import dev.sonde.api.Histogram;
import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.api.Stale;
import dev.sonde.journal.LocalDisk;
import dev.sonde.shippers.file.FileConfig;
import dev.sonde.shippers.file.FileShipperFactory;
import dev.sonde.shippers.httpjson.HttpJsonShipperFactory;
import dev.sonde.shippers.remotewrite.RemoteWriteShipperFactory;
import dev.sonde.testkit.FaultyPeer;
import dev.sonde.testkit.MapSettings;
import dev.sonde.testkit.Reaction;
import dev.sonde.testkit.Shipments;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Shipments with native histograms to destinations that take none.
class NativesTest {
  private static final double[] VALUES = {
    0, 7, Double.NaN, Double.POSITIVE_INFINITY, Stale.marker(), -1e300
  };

  /// Which shipper.
  enum Kind {
    FILE_JSON,
    FILE_PROMETHEUS,
    FILE_CSV,
    JSON,
    JSON_GZIP,
    REMOTE_WRITE_1_0,
    REMOTE_WRITE_2_0;

    Shipper shipper(String url, Path folder) {
      return switch (this) {
        case FILE_JSON -> file(folder, FileConfig.Format.JSON);
        case FILE_PROMETHEUS -> file(folder, FileConfig.Format.PROMETHEUS);
        case FILE_CSV -> file(folder, FileConfig.Format.CSV);
        case JSON, JSON_GZIP -> json(url, this == JSON_GZIP);
        case REMOTE_WRITE_1_0 -> remoteWrite(url, "1.0");
        case REMOTE_WRITE_2_0 -> remoteWrite(url, "2.0");
      };
    }

    private static Shipper file(Path folder, FileConfig.Format format) {
      var config = new FileConfig(folder.resolve("a").toString(), format, 0, 1);
      return new FileShipperFactory(LocalDisk::open).create(config, TestHttp.SURROUNDINGS);
    }

    private static Shipper json(String url, boolean gzip) {
      var factory = new HttpJsonShipperFactory(TestHttp.contexts());
      var settings = new MapSettings(Map.of("url", url, "gzip", gzip));
      return factory.create(factory.read(settings), TestHttp.SURROUNDINGS);
    }

    private static Shipper remoteWrite(String url, String protocol) {
      var factory = new RemoteWriteShipperFactory(TestHttp.contexts());
      var settings =
          new MapSettings(Map.of("url", url, "protocol", protocol, "compression", "snappy"));
      return factory.create(factory.read(settings), TestHttp.SURROUNDINGS);
    }

    private boolean saysInfinity() {
      return this != JSON && this != JSON_GZIP;
    }
  }

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @EnumSource
  void everyRow_isSaidOrUnsaid(Kind kind) throws Exception {
    var random = new Random(3);
    try (Shipper shipper = kind.shipper("http://127.0.0.1:9/", folder)) {
      for (int i = 0; i < 300; i++) {
        Shipment shipment = random(random);
        Encoded encoded = shipper.encode(shipment);
        long unsaid = encoded.unsaid().values().stream().mapToLong(each -> each).sum();
        assertThat(encoded.samples() + unsaid).isEqualTo(shipment.batch().size());
        assertThat(encoded.samples()).isNotNegative();
        assertThat(unsaid).isLessThanOrEqualTo(plain(shipment.batch()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void histogramWhoseSumCantBeSaid_isSaidAllTheSame(Kind kind) throws Exception {
    var batch = new Batch();
    add(batch, Natives.histogram(7, Double.NaN, false));
    add(batch, Natives.histogram(7, Double.POSITIVE_INFINITY, false));
    try (Shipper shipper = kind.shipper("http://127.0.0.1:9/", folder)) {
      Encoded encoded = shipper.encode(Shipments.of(0, batch));
      assertThat(encoded.samples()).isEqualTo(2);
      assertThat(encoded.unsaid()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void histogramOfWhichNothingCanBeSaid_isUnsaidOnce(Kind kind) throws Exception {
    double no = Double.POSITIVE_INFINITY;
    var shape = new Histogram.Shape(0, 0, false, false, false);
    var batch = new Batch();
    add(batch, new Histogram(shape, no, no, no, Histogram.Side.NONE, Histogram.Side.NONE));
    try (Shipper shipper = kind.shipper("http://127.0.0.1:9/", folder)) {
      Encoded encoded = shipper.encode(Shipments.of(0, batch));
      assertThat(encoded.samples()).isEqualTo(kind.saysInfinity() ? 1 : 0);
      assertThat(encoded.unsaid())
          .isEqualTo(kind.saysInfinity() ? Map.of() : Map.of("not_a_number", 1L));
    }
  }

  @ParameterizedTest
  @EnumSource
  void tooManyAtOnce_areSentInHalves(Kind kind) throws Exception {
    var batch = new Batch();
    for (int i = 0; i < 3 * 100_000 / Natives.ROWS; i++) {
      add(batch, Natives.histogram(7, 1, false));
    }
    Shipment shipment = Shipments.of(0, batch);
    try (var peer = new FaultyPeer();
        Shipper shipper = kind.shipper(peer.url("/"), folder)) {
      peer.always(new Reaction.Answer(200, AccountingTest.ALL, ""));
      Encoded encoded = shipper.encode(shipment);
      assertThat(encoded.samples()).isEqualTo(batch.size());
      assertThat(encoded.body().hasRemaining()).isFalse();
      assertThat(shipper.send(encoded)).isInstanceOf(Outcome.TooLarge.class);
      assertThat(peer.received()).isEmpty();
      assertThat(deliver(shipper, shipment)).isEqualTo(batch.size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingButWhatIsThereAlready_hasArrived(Kind kind) throws Exception {
    var batch = new Batch();
    add(batch, Natives.histogram(7, 1, true));
    Shipment shipment = Shipments.of(0, batch);
    try (var peer = new FaultyPeer();
        Shipper shipper = kind.shipper(peer.url("/"), folder)) {
      assertThat(deliver(shipper, shipment)).isEqualTo(1);
      assertThat(peer.received()).isEmpty();
      BatchId id = shipment.id();
      assertThat(shipper.progress(id.instance(), id.epoch()).orElse(1)).isEqualTo(1);
    }
  }

  /// As a courier does.
  private static long deliver(Shipper shipper, Shipment shipment) throws Exception {
    Encoded encoded = shipper.encode(shipment);
    Outcome outcome = shipper.send(encoded);
    if (outcome.equals(Outcome.ACCEPTED)) {
      return encoded.samples();
    }
    assertThat(outcome).isInstanceOf(Outcome.TooLarge.class);
    BatchId id = shipment.id();
    int rows = shipment.batch().size();
    long middle = id.from() + rows / 2;
    var second = new BatchId(id.instance(), id.epoch(), middle, id.to());
    return deliver(shipper, shipment.part(id.until(middle), 0, rows / 2))
        + deliver(shipper, shipment.part(second, rows / 2, rows));
  }

  private static Shipment random(Random random) {
    var batch = new Batch();
    int rows = 1 + random.nextInt(20);
    for (int i = 0; i < rows; i++) {
      if (random.nextBoolean()) {
        add(batch, Natives.histogram(value(random), value(random), random.nextInt(3) == 0));
      } else {
        batch.add(new Series("plain", Labels.NONE, i), Shipments.START, value(random));
      }
    }
    return Shipments.of(0, batch);
  }

  private static double value(Random random) {
    return VALUES[random.nextInt(VALUES.length)];
  }

  private static int plain(Batch batch) {
    return batch.size() - batch.extras();
  }

  private static void add(Batch batch, Histogram histogram) {
    int row = batch.size();
    batch.add(new Series("h", Labels.of("n", "" + row), row), Shipments.START, histogram.count());
    batch.attach(histogram);
  }
}
