package dev.sonde.collectors.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.collectors.files.Roots;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.RecordingRecorder;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Golden machines: one folder each under `cases`. See the README there.
class HostCollectorTest {
  static final Path CASES = Path.of("src/test/resources/dev/sonde/collectors/host/cases");

  @TempDir Path root;

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void collect_machineOfCase_recordsExactlyWhatIsExpected(String name) throws Exception {
    Path folder = CASES.resolve(name);
    Machine.parse(Files.readString(folder.resolve("machine.txt"))).unpack(root);
    var out = new RecordingRecorder().open(0);
    try (HostCollector collector = collector(folder)) {
      collector.collect(out);
      if (Files.exists(folder.resolve("later.txt"))) {
        Machine.parse(Files.readString(folder.resolve("later.txt"))).unpack(root);
      }
      out.open(0);
      collector.collect(out);
    }
    String page = page(out.samples(), out.absent());
    Path actual = Path.of("target/cases", name + ".txt");
    Files.createDirectories(actual.getParent());
    Files.writeString(actual, page);
    assertThat(page).isEqualTo(Files.readString(folder.resolve("expected.txt")));
  }

  private HostCollector collector(Path folder) throws IOException {
    Path space = folder.resolve("space.txt");
    List<String> lines = Files.exists(space) ? Files.readAllLines(space) : List.of();
    Roots roots = Roots.of(Map.of(), root);
    return new HostCollector(
        HostConfig.DEFAULT, () -> roots, new ListedSpace(roots.root(), lines), new DirectCalls());
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
