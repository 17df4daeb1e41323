package dev.sonde.it.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Grafana's files: what Grafana needs in them, what they say of each other, and that the metrics
/// and labels they name are there.
final class GrafanaTest {
  private static final Path TOP = Path.of("../packaging/grafana").toAbsolutePath().normalize();
  private static final Path METRICS = Path.of("../docs/metrics.md").toAbsolutePath().normalize();
  private static final String PROVISIONING = "/etc/grafana/provisioning";
  private static final int WIDTH = 24;

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\| [a-z]+ \\| [a-z]* \\| ([^|]*) \\|");
  private static final Pattern WORD = Pattern.compile("`([a-z_]+)`");
  private static final Pattern NAME = Pattern.compile("\\b(?:system|sonde)_[a-z0-9_]+");
  private static final Pattern SQL_LABEL = Pattern.compile("labels->>'([a-z_]+)'");
  private static final Pattern PROM_LABEL =
      Pattern.compile("([a-z_]+)(?:=~|!~|!=|=)\"|\\{\\{([a-z_]+)}}");
  private static final Pattern BY = Pattern.compile("by \\(([^)]*)\\)");

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "prometheus"})
  void dataSource_isWhatTheDashboardAsks(String kind) throws IOException {
    Yaml source = yaml(kind + "/datasources/sonde-" + kind + ".yaml");
    assertThat(source.at("apiVersion").text()).isEqualTo("1");
    assertThat(source.at("datasources").elements())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.at("uid").text()).isEqualTo("sonde-" + kind);
          assertThat(each.at("type").text()).isEqualTo(kind);
          assertThat(each.at("access").text()).isEqualTo("proxy");
          assertThat(List.of(each.at("name"), each.at("url"))).allMatch(Yaml::isThere);
          assertThat(each.at("password").isThere()).isFalse();
          each.at("secureJsonData")
              .map()
              .values()
              .forEach(secret -> assertThat(String.valueOf(secret)).startsWith("$"));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "prometheus"})
  void provider_findsTheDashboard(String kind) throws IOException {
    Yaml provider = yaml(kind + "/dashboards/sonde-" + kind + ".yaml");
    assertThat(provider.at("apiVersion").text()).isEqualTo("1");
    Yaml only = provider.at("providers").elements().getFirst();
    assertThat(only.at("type").text()).isEqualTo("file");
    assertThat(only.at("name").isThere()).isTrue();
    String path = only.at("options", "path").text();
    assertThat(path).startsWith(PROVISIONING);
    assertThat(TOP.resolve(kind + path.substring(PROVISIONING.length())).resolve("machines.json"))
        .exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "prometheus"})
  void dashboard_hasWhatGrafanaNeeds(String kind) throws IOException {
    Yaml dashboard = dashboard(kind);
    assertThat(dashboard.at("uid").text()).hasSizeLessThanOrEqualTo(40).isNotEmpty();
    assertThat(dashboard.at("title").text()).isNotEmpty();
    assertThat(Integer.parseInt(dashboard.at("schemaVersion").text())).isGreaterThanOrEqualTo(36);
    assertThat(dashboard.at("id").isThere()).isFalse();
    assertThat(dashboard.at("time", "from").text()).isEqualTo("now-6h");
    Yaml host = dashboard.at("templating", "list").named("host");
    assertThat(host.at("type").text()).isEqualTo("query");
    assertThat(host.at("datasource", "uid").text()).isEqualTo("sonde-" + kind);
    var ids = new HashSet<String>();
    var cells = new HashSet<List<Integer>>();
    for (Yaml panel : dashboard.at("panels").elements()) {
      assertThat(ids.add(panel.at("id").text())).as("id of %s", panel).isTrue();
      assertThat(panel.at("title").text()).isNotEmpty();
      place(panel.at("gridPos"), cells);
      if (!panel.at("type").text().equals("row")) {
        complete(panel, kind);
      }
    }
    assertThat(ids).hasSizeGreaterThan(30);
  }

  private static void place(Yaml at, Set<List<Integer>> cells) {
    int x = number(at, "x");
    int y = number(at, "y");
    assertThat(x + number(at, "w")).isLessThanOrEqualTo(WIDTH);
    for (int column = x; column < x + number(at, "w"); column++) {
      for (int row = y; row < y + number(at, "h"); row++) {
        assertThat(cells.add(List.of(column, row))).as("free at %d, %d", column, row).isTrue();
      }
    }
  }

  private static void complete(Yaml panel, String kind) {
    assertThat(panel.at("type").text()).isIn("stat", "timeseries");
    assertThat(panel.at("fieldConfig", "defaults", "unit").text()).isNotEmpty();
    assertThat(panel.at("options").isThere()).isTrue();
    var refs = new HashSet<String>();
    for (Yaml target : panel.at("targets").elements()) {
      assertThat(refs.add(target.at("refId").text())).isTrue();
      for (Yaml source : List.of(panel.at("datasource"), target.at("datasource"))) {
        assertThat(source.at("uid").text()).isEqualTo("sonde-" + kind);
      }
      assertThat(query(target)).contains(kind.equals("postgres") ? "${host:sqlstring}" : "$host");
    }
    assertThat(refs).isNotEmpty();
  }

  @Test
  void dashboards_haveTheSamePanels() throws IOException {
    assertThat(looks(dashboard("postgres"))).isEqualTo(looks(dashboard("prometheus")));
  }

  private static List<String> looks(Yaml dashboard) {
    return dashboard.at("panels").elements().stream()
        .map(each ->
            Stream.of("id", "type", "title", "description", "gridPos", "fieldConfig", "options")
                    .map(key -> each.at(key).text())
                    .toList()
                + " "
                + each.at("targets").elements().stream().map(GrafanaTest::names).toList())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "prometheus"})
  void metrics_areThere_withTheLabelsAskedFor(String kind) throws IOException {
    Map<String, Set<String>> known = known();
    for (Yaml panel : dashboard(kind).at("panels").elements()) {
      for (Yaml target : panel.at("targets").elements()) {
        assertThat(names(target)).as("%s", target).isNotEmpty();
        for (String name : names(target)) {
          assertThat(known).containsKey(name);
          var labels = new TreeSet<>(known.getOrDefault(name, Set.of()));
          labels.add("host");
          assertThat(labels).as("%s in %s", name, panel.at("title")).containsAll(labels(target));
        }
      }
    }
  }

  private static Set<String> names(Yaml target) {
    var names = new TreeSet<String>();
    NAME.matcher(query(target)).results().forEach(name -> names.add(name.group()));
    return names;
  }

  private static Set<String> labels(Yaml target) {
    var labels = new TreeSet<String>();
    String text = query(target) + " " + target.at("legendFormat").text();
    SQL_LABEL.matcher(text).results().forEach(each -> labels.add(each.group(1)));
    PROM_LABEL
        .matcher(target.at("rawSql").isThere() ? "" : text)
        .results()
        .forEach(each -> labels.add(each.group(1) == null ? each.group(2) : each.group(1)));
    BY.matcher(target.at("rawSql").isThere() ? "" : text)
        .results()
        .forEach(each -> labels.addAll(List.of(each.group(1).split(", "))));
    return labels;
  }

  private static String query(Yaml target) {
    return (target.at("rawSql").isThere() ? target.at("rawSql") : target.at("expr")).text();
  }

  /// Every metric and its labels, from the page that is made from the code.
  private static Map<String, Set<String>> known() throws IOException {
    var known = new TreeMap<String, Set<String>>();
    ROW.matcher(Files.readString(METRICS))
        .results()
        .forEach(row -> {
          var labels = new TreeSet<String>();
          WORD.matcher(row.group(2)).results().forEach(label -> labels.add(label.group(1)));
          known.put(row.group(1), labels);
        });
    assertThat(known).hasSizeGreaterThan(80);
    return known;
  }

  @Test
  void readme_namesFoldersThatAreThere() throws IOException {
    var named = new ArrayList<String>();
    Pattern.compile("packaging/grafana/([a-z]+)")
        .matcher(Files.readString(TOP.resolve("README.md")))
        .results()
        .forEach(each -> named.add(each.group(1)));
    assertThat(named).contains("postgres", "prometheus");
    assertThat(named).allSatisfy(each -> assertThat(TOP.resolve(each)).isDirectory());
  }

  private static Yaml dashboard(String kind) throws IOException {
    return yaml(kind + "/dashboards/sonde-" + kind + "/machines.json");
  }

  private static Yaml yaml(String name) throws IOException {
    return Yaml.of(Files.readString(TOP.resolve(name)));
  }

  private static int number(Yaml of, String key) {
    return Integer.parseInt(of.at(key).text());
  }
}
