package dev.sonde.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Configurations as folders: a file, an environment or both, and beside them what comes of it,
/// which `-Ddocs=write` writes.
final class ConfigurationCases {
  private static final String ALL = "app/src/test/resources/dev/sonde/app/";

  private ConfigurationCases() {}

  static List<String> of(String kind) throws IOException {
    try (Stream<Path> folders = Files.list(Documents.top().resolve(ALL + kind))) {
      return folders.map(each -> String.valueOf(each.getFileName())).sorted().toList();
    }
  }

  static void check(String kind, String name, String... flags) throws Exception {
    String folder = ALL + kind + "/" + name;
    Documents.same(folder + "/expected.txt", text(load(Documents.top().resolve(folder), flags)));
  }

  private static Loaded load(Path folder, String... flags) throws Exception {
    Shell shell =
        new Shell(
            environment(folder.resolve("environment")),
            folder,
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(OutputStream.nullOutputStream()),
            () -> {});
    var words = new ArrayList<>(List.of("check"));
    words.addAll(List.of(flags));
    return new Loader(shell, Arguments.parse(words), BuiltIns.forReading("Linux")).load();
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
