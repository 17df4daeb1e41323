package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.app.Documents.Block;
import dev.sonde.engine.config.Bound;
import dev.sonde.engine.config.ConfigReader;
import dev.sonde.engine.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the documents show is so: links lead somewhere, configurations are right, code compiles.
class DocumentsTest {
  private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern ROUTE =
      Pattern.compile("\\.(?:get|on)\\((?:\"POST\", )?\"([^\"]+)\"");
  private static final String SERVER = "server/src/main/java/dev/sonde/server/";
  private static final List<String> ROUTES =
      List.of(SERVER + "Routes.java", SERVER + "history/HistoryRoutes.java");
  private static final String CONFIGURATION = "# sonde.yaml";
  private static final String SOURCE = "// ";

  @Test
  void links_leadToFilesAndHeadings() throws IOException {
    var broken = new ArrayList<String>();
    for (Path file : Documents.all()) {
      LINK.matcher(FENCED.matcher(Files.readString(file)).replaceAll(""))
          .results()
          .map(each -> each.group(1))
          .filter(target -> !target.startsWith("http") && !leads(file, target))
          .forEach(target -> broken.add(file + " -> " + target));
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void configurations_areRight() throws IOException {
    var seen = new ArrayList<Block>();
    for (Path file : Documents.all()) {
      for (Block each : Documents.blocks(file)) {
        if (each.language().equals("yaml") && each.text().startsWith(CONFIGURATION)) {
          seen.add(each);
          assertThat(mistakes(each.text())).as("%s:%d", file, each.line()).isEmpty();
        }
      }
    }
    assertThat(seen).hasSizeGreaterThan(5);
  }

  @Test
  void code_isTheOneThatIsTested() throws IOException {
    var seen = new ArrayList<Block>();
    for (Path file : Documents.all()) {
      for (Block each : Documents.blocks(file)) {
        if (each.language().equals("java")) {
          seen.add(each);
          assertThat(each.text())
              .as("%s:%d: the first line names the file", file, each.line())
              .isEqualTo(source(each));
        }
      }
    }
    assertThat(seen).hasSizeGreaterThan(3);
  }

  @Test
  void routes_standInTheirTable() throws IOException {
    String page = Files.readString(Documents.top().resolve("docs/http.md"));
    for (String each : ROUTES) {
      String routes = Files.readString(Documents.top().resolve(each));
      List<String> paths = ROUTE.matcher(routes).results().map(at -> at.group(1)).toList();
      assertThat(paths)
          .isNotEmpty()
          .allSatisfy(path -> assertThat(page).contains("`" + path + "`"));
    }
  }

  @Test
  void samples_readToTheDefaults() throws IOException {
    List<Path> samples = samples();
    assertThat(samples).isNotEmpty();
    for (Path each : samples) {
      assertThat(
              read(whole(Files.readString(each))).collectors().stream().map(DocumentsTest::shown))
          .as(each.toString())
          .isEqualTo(read("").collectors().stream().map(DocumentsTest::shown).toList());
      assertThat(
              read(whole(Files.readString(each))).generators().stream().map(DocumentsTest::shown))
          .as(each.toString())
          .isEqualTo(read("").generators().stream().map(DocumentsTest::shown).toList());
    }
  }

  /// What finds targets stands in a job.
  private static String whole(String sample) {
    return sample.contains("_sd_configs:")
        ? "collectors:\n  scrape:\n    jobs:\n      - job_name: sample\n" + sample.indent(8)
        : sample;
  }

  private static String shown(CollectorConfig of) {
    return of.name() + " " + of.enabled() + " " + of.run() + " " + of.config();
  }

  private static String shown(GeneratorConfig of) {
    return of.name() + " " + of.works() + " " + of.config();
  }

  private static List<Path> samples() throws IOException {
    return Documents.files().stream()
        .filter(each -> each.toString().endsWith("src/main/resources/" + name(each)))
        .toList();
  }

  private static String name(Path file) {
    String path = file.toString();
    int at = path.indexOf("dev/sonde/");
    return at > 0 && path.endsWith("/sample.yaml") ? path.substring(at) : "\0";
  }

  private static SondeConfig read(String yaml) {
    var problems = new Problems();
    var tree = new ConfigReader(problems).parse(yaml, "sonde.yaml");
    var bound =
        Bound.read(tree, in -> SondeConfig.read(in, BuiltIns.forReading("Linux")), problems);
    assertThat(problems.toString()).isEmpty();
    return bound.value().orElseThrow();
  }

  private static String mistakes(String yaml) {
    var problems = new Problems();
    var tree = new ConfigReader(problems).parse(yaml, "sonde.yaml");
    Bound.read(tree, in -> SondeConfig.read(in, BuiltIns.forReading("Linux")), problems);
    return problems.toString();
  }

  private static String source(Block block) throws IOException {
    String first = block.text().substring(0, block.text().indexOf('\n'));
    assertThat(first).startsWith(SOURCE);
    Path file = Documents.top().resolve(first.substring(SOURCE.length()));
    return first + "\n" + Files.readString(file);
  }

  private static boolean leads(Path from, String target) {
    int hash = target.indexOf('#');
    String path = hash < 0 ? target : target.substring(0, hash);
    Path file = path.isEmpty() ? from : from.resolveSibling(path);
    return Files.exists(file) && (hash < 0 || hasHeading(file, target.substring(hash + 1)));
  }

  private static boolean hasHeading(Path file, String anchor) {
    try {
      return HEADING
          .matcher(Files.readString(file))
          .results()
          .anyMatch(each -> anchor(each).equals(anchor));
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  private static String anchor(MatchResult heading) {
    return heading
        .group(1)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }
}
