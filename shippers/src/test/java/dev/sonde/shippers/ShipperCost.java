package dev.sonde.shippers;

import dev.sonde.api.Encoded;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.http.Address;
import dev.sonde.http.Limits;
import dev.sonde.http.Listener;
import dev.sonde.http.Response;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.journal.LocalDisk;
import dev.sonde.shippers.file.FileConfig;
import dev.sonde.shippers.file.FileShipperFactory;
import dev.sonde.shippers.httpjson.HttpJsonShipperFactory;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.MapSettings;
import dev.sonde.testkit.Shipments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/// What shippers cost, for people to run.
final class ShipperCost {
  private static final Surroundings SURROUNDINGS = new Surroundings(Map.of(), new DirectCalls());

  private ShipperCost() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("shipper-cost");
    Shipment large = Shipments.plain(0, 10_000);
    for (FileConfig.Format format : FileConfig.Format.values()) {
      var config = new FileConfig(folder.resolve("a." + format).toString(), format, 1L << 30, 1);
      try (Shipper file = new FileShipperFactory(LocalDisk::open).create(config, SURROUNDINGS)) {
        print("file " + format + " encode", 300, 10_000, () -> file.encode(large).samples());
      }
    }
    Listener sink =
        Listener.open(
            Address.parse("127.0.0.1:0"),
            Limits.DEFAULT,
            request -> {
              request.body().readAllBytes();
              return Response.empty(204);
            });
    for (boolean gzip : new boolean[] {false, true}) {
      var factory = new HttpJsonShipperFactory(new TlsContexts(Time.SYSTEM, new DirectCalls()));
      var keys = Map.of("url", "http://" + sink.address() + "/in", "gzip", gzip);
      try (Shipper http = factory.create(factory.read(new MapSettings(keys)), SURROUNDINGS)) {
        String name = "http_json" + (gzip ? " gzip" : "");
        print(name + " encode", 300, 10_000, () -> http.encode(large).samples());
        Encoded encoded = http.encode(large);
        print(
            name + " send of " + encoded.body().remaining() + " B",
            300,
            10_000,
            () -> {
              http.send(encoded);
              return 1;
            });
        Encoded small = http.encode(Shipments.plain(0, 1));
        print(
            name + " small send",
            20_000,
            1,
            () -> {
              http.send(small);
              return 1;
            });
      }
    }
    sink.close();
  }

  private static void print(String what, int times, int samples, Callable<Integer> work)
      throws Exception {
    for (int i = 0; i < times; i++) {
      work.call();
    }
    long before = System.nanoTime();
    for (int i = 0; i < times; i++) {
      work.call();
    }
    double each = (System.nanoTime() - before) / (double) times / samples;
    System.out.println(String.format(Locale.ROOT, "%-40s %10.1f ns a sample", what, each));
  }
}
