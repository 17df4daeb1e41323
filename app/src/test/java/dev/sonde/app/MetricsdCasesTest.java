package dev.sonde.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// metricsd's configurations as files: those of its README, as they stand there, and others. What
/// comes of each stands beside it; `-Ddocs=write` writes that.
class MetricsdCasesTest {
  private static final String CASES = "app/src/test/resources/dev/sonde/app/metricsd/";

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(Documents.top().resolve(CASES))) {
      return folders.map(each -> String.valueOf(each.getFileName())).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void configuration_means(String name) throws Exception {
    Path folder = Documents.top().resolve(CASES + name);
    Documents.same(CASES + name + "/expected.txt", text(load(folder)));
  }

  private static Loaded load(Path folder) throws Exception {
    Shell shell =
        new Shell(
            environment(folder.resolve("environment")),
            folder,
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(OutputStream.nullOutputStream()),
            () -> {});
    Arguments words = Arguments.parse(List.of("check", "-config", "config.json"));
    return new Loader(shell, words, BuiltIns.forReading("Linux")).load();
  }

  private static Map<String, String> environment(Path file) throws IOException {
    return Files.exists(file)
        ? Files.readAllLines(file).stream()
            .map(line -> line.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]))
        : Map.of();
  }

  private static String text(Loaded loaded) {
    return loaded.description()
        + lines(
            "\nmistakes, exit " + loaded.profile().badConfigurationExitCode(), loaded.problems())
        + lines("\nwarnings", loaded.warnings())
        + (loaded.problems().isEmpty() ? lines("\nin force", said(loaded.effective())) : "\n");
  }

  /// What somebody said, without the names that are always the same.
  private static List<String> said(String yaml) {
    var said = new ArrayDeque<String>();
    for (String line : yaml.lines().toList().reversed()) {
      boolean heads = line.endsWith(":") && !said.isEmpty() && depth(line) < depth(said.peek());
      if (heads || line.contains(" # from ")) {
        said.push(line);
      }
    }
    return said.stream()
        .map(line -> line.replaceAll(" +# from ", " # "))
        .map(line -> line.replaceAll("(system_cpu_count), .*(system_swap_used_bytes)", "$1 … $2"))
        .toList();
  }

  private static int depth(String line) {
    return line.length() - line.stripLeading().length();
  }

  private static String lines(String title, List<String> lines) {
    return lines.isEmpty() ? "" : title + "\n  " + String.join("\n  ", lines) + "\n";
  }
}
