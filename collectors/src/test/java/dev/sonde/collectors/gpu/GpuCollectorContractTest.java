package dev.sonde.collectors.gpu;

import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Surroundings;
import dev.sonde.testkit.CollectorContract;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class GpuCollectorContractTest extends CollectorContract<GpuConfig> {
  @TempDir Path root;
  private Optional<Stub> stub = Optional.empty();

  @AfterEach
  void setBack() {
    stub.ifPresent(Stub::close);
  }

  @Override
  protected CollectorFactory<GpuConfig> factory() {
    return new GpuCollectorFactory(new ManualTime("2026-01-01T00:00:00Z"), root);
  }

  @Override
  protected Surroundings surroundings() {
    try {
      Stub built = Stub.built().with("NVML_STUB_MIG", 2);
      stub = Optional.of(built);
      Machines.nvidia(built, root);
      Machines.unpack(Machines.CASES.resolve("amd-two-cards/machine.txt"), root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new Surroundings(Map.of(), new DirectCalls());
  }
}
