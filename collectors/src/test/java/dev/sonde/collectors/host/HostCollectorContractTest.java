package dev.sonde.collectors.host;

import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Surroundings;
import dev.sonde.testkit.CollectorContract;
import dev.sonde.testkit.DirectCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class HostCollectorContractTest extends CollectorContract<HostConfig> {
  @TempDir Path root;

  @Override
  protected CollectorFactory<HostConfig> factory() {
    return new HostCollectorFactory();
  }

  /// A machine that stands still, so that runs right after one another find the same series.
  @Override
  protected Surroundings surroundings() {
    try {
      Path machine = HostCollectorTest.CASES.resolve("big-server/machine.txt");
      Machine.parse(Files.readString(machine)).unpack(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Surroundings(
        Map.of(
            "HOST_PROC", root.resolve("proc").toString(),
            "HOST_SYS", root.resolve("sys").toString(),
            "HOST_ROOT", root.toString()),
        new DirectCalls());
  }
}
