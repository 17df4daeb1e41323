package dev.sonde.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Configurations of scraping, good and bad, a folder each; what comes of it stands beside it.
/// `-Ddocs=write` writes that.
class ScrapeCasesTest {
  private static final String CASES = "app/src/test/resources/dev/sonde/app/scrape/";

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(Documents.top().resolve(CASES))) {
      return folders.map(each -> String.valueOf(each.getFileName())).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void configuration_means(String name) throws Exception {
    Path folder = Documents.top().resolve(CASES + name);
    Documents.same(CASES + name + "/expected.txt", text(load(folder), folder));
  }

  private static Loaded load(Path folder) throws Exception {
    Shell shell =
        new Shell(
            Map.of("NOT", "x"),
            folder,
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(OutputStream.nullOutputStream()),
            () -> {});
    Arguments words = Arguments.parse(List.of("check", "--config", "sonde.yaml"));
    return new Loader(shell, words, BuiltIns.forReading("Linux")).load();
  }

  private static String text(Loaded loaded, Path folder) {
    String text =
        lines("mistakes", loaded.problems())
            + lines("warnings", loaded.warnings())
            + lines("files", loaded.files().stream().map(Path::toString).toList())
            + (loaded.problems().isEmpty() ? ScrapeText.of(loaded.config()) : "");
    return text.replace(folder + "/", "");
  }

  static String lines(String title, List<String> lines) {
    return lines.isEmpty() ? "" : title + "\n  " + String.join("\n  ", lines) + "\n";
  }
}
