package dev.sonde.collectors.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.RecordingRecorder;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Golden machines: one folder each under `cases`. See the README there.
class GpuCollectorTest {
  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  @TempDir Path root;

  static List<String> cases() throws IOException {
    return Machines.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void collect_machineOfCase_recordsExactlyWhatIsExpected(String name) throws Exception {
    Path folder = Machines.CASES.resolve(name);
    Machines.unpack(folder.resolve("machine.txt"), root);
    var out = new RecordingRecorder();
    if (!Files.exists(folder.resolve("nvml.txt"))) {
      collect(out);
    } else {
      try (Stub stub = Stub.built()) {
        for (String line : Files.readAllLines(folder.resolve("nvml.txt"))) {
          stub.with(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        Machines.nvidia(stub, root);
        collect(out);
      }
    }
    String page = page(out.samples(), out.absent());
    Path actual = Path.of("target/gpu-cases", name + ".txt");
    Files.createDirectories(actual.getParent());
    Files.writeString(actual, page);
    assertThat(page).isEqualTo(Files.readString(folder.resolve("expected.txt")));
  }

  private void collect(RecordingRecorder out) throws Exception {
    try (var collector =
        new GpuCollector(
            () -> Sources.of(GpuConfig.DEFAULT, Machines.places(root), time),
            new DirectCalls(),
            Duration.ofSeconds(1),
            time)) {
      collector.collect(out.open(0));
      time.pass(Duration.ofSeconds(5));
      collector.collect(out.open(5_000));
      assertThat(collector.isIdle()).isEqualTo(out.samples().isEmpty() && out.absent().isEmpty());
    }
  }

  private String page(Map<String, Double> samples, Map<String, String> absent) {
    var page = new StringBuilder();
    samples.forEach((series, value) -> page.append(series + " " + shown(value) + "\n"));
    absent.forEach((what, why) -> page.append("# absent " + what + ": " + why + "\n"));
    return page.toString().replace(root.toString(), "");
  }

  private static String shown(double value) {
    return new BigDecimal(value).round(new MathContext(15)).stripTrailingZeros().toPlainString();
  }
}
