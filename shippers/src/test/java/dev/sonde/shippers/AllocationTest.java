package dev.sonde.shippers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.journal.LocalDisk;
import dev.sonde.shippers.file.FileConfig;
import dev.sonde.shippers.file.FileShipperFactory;
import dev.sonde.shippers.httpjson.HttpJsonShipperFactory;
import dev.sonde.shippers.remotewrite.RemoteWriteShipperFactory;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.MapSettings;
import dev.sonde.testkit.Shipments;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Encoding makes a few objects for a batch, and none for a sample.
class AllocationTest {
  private static final int SAMPLES = 10_000;
  private static final long MOST = 8_000;

  private final Surroundings surroundings = new Surroundings(Map.of(), new DirectCalls());

  @Test
  void httpJson_allocatesNothingForASample() {
    var factory = new HttpJsonShipperFactory(new TlsContexts(Time.SYSTEM, new DirectCalls()));
    for (boolean gzip : new boolean[] {false, true}) {
      var settings = new MapSettings(Map.of("url", "http://a/", "gzip", gzip));
      check(factory.create(factory.read(settings), surroundings));
    }
  }

  @Test
  void remoteWrite_allocatesNothingForASample() {
    var factory = new RemoteWriteShipperFactory(TestHttp.contexts());
    for (String protocol : new String[] {"1.0", "2.0"}) {
      var settings =
          new MapSettings(
              Map.of("url", "http://a/", "protocol", protocol, "compression", "snappy"));
      check(factory.create(factory.read(settings), surroundings));
    }
  }

  @Test
  void file_allocatesNothingForASample() {
    for (FileConfig.Format format : FileConfig.Format.values()) {
      var config = new FileConfig("/nowhere/a", format, 0, 1);
      check(new FileShipperFactory(LocalDisk::open).create(config, surroundings));
    }
  }

  private static void check(Shipper shipper) {
    Shipment shipment = Shipments.plain(0, SAMPLES);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int run = 0; run < 5; run++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      shipper.encode(shipment);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    shipper.close();
    assertThat(least).isLessThan(MOST);
  }
}
