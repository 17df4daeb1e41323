package dev.sonde.collectors.container;

import com.sun.management.ThreadMXBean;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.Slot;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.testkit.DirectCalls;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What measuring many containers costs: files are laid for them, and an engine that knows them is
/// played. Arguments: how many containers, runs to warm up, runs to measure.
///
/// `java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp …
/// dev.sonde.collectors.container.ContainerCost 200 100 100`
final class ContainerCost {
  private static final Path LAYOUTS =
      Path.of("src/test/resources/dev/sonde/collectors/container/layouts");

  private ContainerCost() {}

  public static void main(String[] arguments) throws Exception {
    int containers = Integer.parseInt(arguments[0]);
    int warmUp = Integer.parseInt(arguments[1]);
    int runs = Integer.parseInt(arguments[2]);
    Path root = Files.createTempDirectory("cost");
    try (var engine = new FakeEngine(root.resolve("d.sock"))) {
      lay(containers, root, engine);
      measure(warmUp, runs, containers, root, engine);
    }
  }

  private static void lay(int containers, Path root, FakeEngine engine) throws IOException {
    String machine = Files.readString(LAYOUTS.resolve("machine.txt"));
    String files = Files.readString(LAYOUTS.resolve("two.txt"));
    String inspect = Files.readString(LAYOUTS.resolve("inspect.json"));
    String known = "7cff85e92b23251bd82c2a62762eaec0df1c93902d29b3c0c7d717db4fb90e9a";
    Machine.unpack(machine, root);
    var list = new StringBuilder("[");
    for (int i = 0; i < containers; i++) {
      String id = "%064x".formatted(i + 1);
      Machine.unpack(files.replace("PLACE", "docker/" + id), root);
      list.append(i == 0 ? "" : ",").append("{\"Id\":\"" + id + "\",\"State\":\"running\"}");
      engine.page("/containers/" + id + "/json", inspect.replace(known, id));
    }
    engine.page("/version", "{}").page(Scene.LIST, list.append("]").toString());
  }

  private static void measure(int warmUp, int runs, int containers, Path root, FakeEngine engine)
      throws Exception {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var out = new Counting();
    var calls = new DirectCalls();
    var factory = new ContainerCollectorFactory(Time.SYSTEM, new TlsContexts(Time.SYSTEM, calls));
    var surroundings =
        new Surroundings(
            Map.of(
                "HOST_PROC", root.resolve("proc").toString(),
                "HOST_SYS", root.resolve("sys").toString(),
                "DOCKER_HOST", engine.endpoint().where()),
            calls);
    try (var collector = factory.create(ContainerConfig.DEFAULT, surroundings)) {
      for (int run = 0; run < warmUp; run++) {
        collector.collect(out);
      }
      out.samples = 0;
      long cpu = threads.getCurrentThreadCpuTime();
      long bytes = threads.getCurrentThreadAllocatedBytes();
      long wall = System.nanoTime();
      for (int run = 0; run < runs; run++) {
        collector.collect(out);
      }
      wall = System.nanoTime() - wall;
      bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
      cpu = threads.getCurrentThreadCpuTime() - cpu;
      System.out.printf(
          "%d containers, %d samples a run; per container and run: %.4f ms CPU, %.1f bytes"
              + " allocated; %.1f ms a run%n",
          containers,
          out.samples / runs,
          cpu / 1e6 / runs / containers,
          (double) bytes / runs / containers,
          wall / 1e6 / runs);
    }
  }

  private static final class Counting implements Recorder {
    private record Known(String series) implements Slot {}

    private int samples;

    @Override
    public long time() {
      return 1_795_192_000_000L;
    }

    @Override
    public Slot slot(Family family, Labels labels) {
      return new Known(family.name() + labels);
    }

    @Override
    public void record(Slot slot, double value) {
      samples++;
    }

    @Override
    public void record(Slot slot, double value, long timeMillis) {
      samples++;
    }

    @Override
    public void absent(String what, String why) {}
  }
}
