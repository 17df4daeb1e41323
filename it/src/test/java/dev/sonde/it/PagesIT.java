package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The pages made of comments, as they are published.
final class PagesIT {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGES = TOP.resolve("target/pages");
  private static final Map<String, String> MODULES =
      Map.of("sonde-api", "api", "sonde-testkit", "testkit", "sonde-framework", "framework");
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
  private static final Pattern PLACE = Pattern.compile("(?:id|name)=\"([^\"]+)\"");
  private static final String ELSEWHERE = "https://docs.oracle.com/en/java/javase/25/docs/";

  private final Map<Path, Set<String>> places = new HashMap<>();

  @Test
  void links_leadToPagesAndPlaces() throws IOException {
    var broken = new ArrayList<String>();
    List<Path> pages = pages();
    assertThat(pages).hasSizeGreaterThan(100);
    for (Path page : pages) {
      LINK.matcher(Files.readString(page))
          .results()
          .map(each -> each.group(1))
          .filter(target -> !leads(page, target))
          .forEach(target -> broken.add(PAGES.relativize(page) + " -> " + target));
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void pages_areOfExportedTypes_andInTheJar() throws IOException {
    Path api = of("sonde-api").resolve("dev.sonde.api/dev/sonde/api");
    assertThat(api.resolve("Generator.html")).exists();
    assertThat(api.resolve("SystemTime.html")).doesNotExist();
    assertThat(api.resolve("framework/MetricsCollector.html")).exists();
    assertThat(api.resolve("framework/ExpositionLine.html")).doesNotExist();
    Path framework = of("sonde-framework").resolve("dev.sonde.framework/dev/sonde/framework");
    assertThat(framework.resolve("MetricsRun.html")).doesNotExist();
    assertThat(framework.resolve("CollectorRegistry.html"))
        .content()
        .contains("sonde-api/apidocs/dev.sonde.api/dev/sonde/api/framework/MetricValue.html");
    Path testkit = of("sonde-testkit").resolve("dev.sonde.testkit/dev/sonde/testkit");
    assertThat(testkit.resolve("GeneratorContract.html"))
        .content()
        .contains("sonde-api/apidocs/dev.sonde.api/dev/sonde/api/GeneratorFactory.html");
    for (var module : MODULES.entrySet()) {
      Path target = TOP.resolve(module.getValue()).resolve("target");
      try (var jar = new JarFile(target.resolve(module.getKey() + "-0.1.0-javadoc.jar").toFile());
          Stream<Path> files = Files.list(of(module.getKey()))) {
        assertThat(files.map(each -> each.getFileName().toString()))
            .contains("index.html", "element-list");
        assertThat(jar.getEntry("index.html")).isNotNull();
      }
    }
  }

  private static Path of(String module) {
    return PAGES.resolve(module).resolve("apidocs");
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(PAGES)) {
      return files.filter(each -> each.toString().endsWith(".html")).toList();
    }
  }

  private boolean leads(Path from, String target) {
    if (target.startsWith("http")) {
      return target.startsWith(ELSEWHERE);
    }
    int hash = target.indexOf('#');
    String path = hash < 0 ? target : target.substring(0, hash);
    Path to = path.isEmpty() ? from : from.resolveSibling(path).normalize();
    return target.startsWith("javascript:")
        || (Files.exists(to) && (hash < 0 || has(to, decoded(target.substring(hash + 1)))));
  }

  private boolean has(Path page, String place) {
    return place.isEmpty() || places.computeIfAbsent(page, PagesIT::placesOf).contains(place);
  }

  private static Set<String> placesOf(Path page) {
    try {
      var all = new HashSet<String>();
      PLACE
          .matcher(Files.readString(page))
          .results()
          .forEach(each -> all.add(plain(each.group(1))));
      return all;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String decoded(String place) {
    return URLDecoder.decode(place.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String plain(String html) {
    return html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
