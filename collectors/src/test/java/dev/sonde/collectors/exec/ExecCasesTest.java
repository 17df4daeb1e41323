package dev.sonde.collectors.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.api.Surroundings;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import dev.sonde.wire.influx.LinePrecision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Scripts, a folder each, and beside them what comes of them.
class ExecCasesTest {
  private static final Path CASES = Path.of("src/test/resources/dev/sonde/collectors/exec/cases");

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.map(each -> String.valueOf(each.getFileName())).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void script_gives(String name) throws Exception {
    Path folder = CASES.resolve(name);
    var visit = new KeptVisit();
    try (var threads = new PipeThreads()) {
      var command = new Command(config(folder), tools(threads));
      command.collect(visit);
      String trouble = Objects.requireNonNull(command.last()).trouble();
      String text =
          String.join("\n", visit.page().shown())
              + (visit.page().shown().isEmpty() ? "" : "\n")
              + String.join("\n", visit.report().shown())
              + "\n"
              + (trouble.isEmpty() ? "" : "# " + trouble + "\n");
      Path expected = folder.resolve("expected.txt");
      if ("write".equals(System.getProperty("docs"))) {
        Files.writeString(expected, text);
      }
      assertThat(text).isEqualTo(Files.readString(expected));
    }
  }

  private static Tools tools(PipeThreads threads) {
    return new Tools(
        new ManualTime("2026-01-01T00:00:00Z"),
        new Surroundings(Map.of("PATH", System.getenv("PATH")), new DirectCalls()),
        threads,
        new OutputReaders(42),
        ProcessTree.ofThisMachine(),
        CommandTest.PATIENT);
  }

  private static CommandConfig config(Path folder) throws IOException {
    boolean shell = Files.exists(folder.resolve("run.sh"));
    return new CommandConfig(
        "backup",
        shell ? List.of("/bin/sh", "run.sh") : List.of("python3", "run.py"),
        Duration.ofMinutes(5),
        Duration.ofMinutes(5),
        OutputFormat.valueOf(Files.readString(folder.resolve("format")).strip()),
        LinePrecision.NS,
        Labels.NONE,
        Map.of(),
        Optional.of(folder.toString()),
        1 << 20,
        1_000);
  }
}
