package dev.sonde.framework;

import dev.sonde.api.framework.MetricValue;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the five built-in collectors cost beside reading itself: CPU of the whole process for a
/// container and round, most of it values and their way to the page. Run by hand, with the
/// launcher's compiler: `java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp … RegistryCost`.
final class RegistryCost {
  private static final int WARM = 300;
  private static final int ROUNDS = 300;

  private RegistryCost() {}

  public static void main(String[] arguments) throws InterruptedException {
    for (int containers : new int[] {1, 20, 200}) {
      measure(containers);
    }
  }

  private static void measure(int containers) throws InterruptedException {
    try (var bench = new Bench()) {
      bench.present.clear();
      var targets = new ArrayList<String>();
      for (int i = 0; i < containers; i++) {
        targets.add("id" + (100_000 + i));
      }
      bench.present.addAll(targets);
      for (var each : bench.registry.types().createDefaultCollectors().values()) {
        bench.registry.register(each);
      }
      rounds(WARM, bench, targets);
      long before = cpuNanos();
      int values = rounds(ROUNDS, bench, targets);
      double micros = (cpuNanos() - before) / 1e3 / ROUNDS;
      System.out.printf(
          "%d containers: %.0f us a round, %.1f us a container, %.2f us a value%n",
          containers, micros, micros / containers, micros * ROUNDS / values);
    }
  }

  private static int rounds(int count, Bench bench, List<String> targets)
      throws InterruptedException {
    int values = 0;
    for (int i = 0; i < count; i++) {
      bench.time.pass(Duration.ofSeconds(1));
      Map<String, List<MetricValue>> all = bench.registry.collectAll(targets);
      values += all.values().stream().mapToInt(List::size).sum();
    }
    return values;
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
