package dev.sonde.shippers.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Disk;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipper;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.FaultyDisk;
import dev.sonde.testkit.Shipments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The power goes at every change in turn, and takes whatever was not synced: each time all batches
/// are in the file once, in order, when they have been sent again from the first one.
class PowerCutTest {
  private static final int WAYS = 60;
  private static final int BATCHES = 4;

  @Test
  void oneFile_hasEverySampleOnce() throws Exception {
    cutEverywhere(0);
  }

  @Test
  void filesInTurn_haveEverySampleOnce() throws Exception {
    cutEverywhere(600);
  }

  private static void cutEverywhere(long maxSize) throws Exception {
    var config = new FileConfig("/a", FileConfig.Format.CSV, maxSize, 9);
    var calm = new FaultyDisk();
    ship(config, calm, BATCHES);
    String expected = text(calm);
    assertThat(expected.lines().filter(line -> !line.startsWith("timestamp"))).hasSize(40);
    for (long change = 0; change <= calm.changes(); change++) {
      var disk = new FaultyDisk();
      disk.powerOffAfter(change);
      int accepted = ship(config, disk, BATCHES);
      long seed = change;
      for (FaultyDisk left : disk.crashes(WAYS, seed).toList()) {
        try (Shipper shipper =
            new FileShipper(config, _ -> left, Path.of(config.path()), new DirectCalls())) {
          long has = shipper.progress(Shipments.INSTANCE, Shipments.EPOCH).orElse(0);
          assertThat(has).isGreaterThanOrEqualTo(10L * accepted);
        }
        assertThat(ship(config, left, BATCHES)).isEqualTo(BATCHES);
        assertThat(text(left)).as("power cut after change " + change).isEqualTo(expected);
      }
    }
  }

  /// @return how many batches were accepted, until one was not
  private static int ship(FileConfig config, Disk disk, int batches) throws Exception {
    try (Shipper shipper =
        new FileShipper(config, _ -> disk, Path.of(config.path()), new DirectCalls())) {
      for (int i = 0; i < batches; i++) {
        Outcome outcome = shipper.send(shipper.encode(Shipments.plain(10L * i, 10)));
        if (!outcome.equals(Outcome.ACCEPTED)) {
          return i;
        }
      }
      return batches;
    }
  }

  private static String text(Disk disk) throws IOException {
    var all = new StringBuilder();
    for (int i = 1; disk.has("a." + i); i++) {
      all.append(text(disk, "a." + i));
    }
    return all.append(text(disk, "a")).toString();
  }

  private static String text(Disk disk, String name) throws IOException {
    try (Disk.File file = disk.read(name)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
      file.read(bytes, 0);
      return new String(bytes.array(), StandardCharsets.UTF_8);
    }
  }
}
