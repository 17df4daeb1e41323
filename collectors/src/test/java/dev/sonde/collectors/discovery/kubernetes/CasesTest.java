package dev.sonde.collectors.discovery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.collectors.discovery.watching.Changes;
import dev.sonde.collectors.discovery.watching.TreeReader;
import dev.sonde.testkit.MapSettings;
import dev.sonde.wire.json.JsonRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Lists as an API server writes them, and the targets that come of them.
final class CasesTest {
  private static final Path CASES =
      Path.of("src/test/resources/dev/sonde/collectors/discovery/kubernetes/cases");

  static List<Path> cases() throws IOException {
    try (Stream<Path> all = Files.list(CASES)) {
      return all.filter(Files::isDirectory).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lists_becomeTargets(Path folder) throws Exception {
    String made = targets(folder);
    assertThat(made).isEqualTo(Files.readString(folder.resolve("expected.txt")));
  }

  private static String targets(Path folder) throws Exception {
    var settings =
        new MapSettings(
            (Map<?, ?>) load().loadFromString(Files.readString(folder.resolve("config.yaml"))));
    var config = KubernetesDiscoveryConfig.read(settings, Path.of(""));
    assertThat(settings.problems()).isEmpty();
    var out = new StringBuilder();
    Resource primary = config.role().resource();
    var cluster = new Cluster(primary, config.attach(), List.of(), new Changes("nobody"));
    var keys = new ArrayList<String>();
    for (Resource resource : Resource.values()) {
      Path file = folder.resolve(resource.plural() + ".json");
      if (Files.exists(file)) {
        List<Item> items = items(resource, file);
        items.forEach(each -> cluster.put(new Scope(resource, ""), each));
        if (resource == primary) {
          items.forEach(each -> keys.add(each.meta().key()));
        }
      }
    }
    for (String key : keys) {
      String source = cluster.source(key);
      out.append("source ").append(source).append('\n');
      for (Map<String, String> target : cluster.targets(source)) {
        out.append("  target\n");
        new TreeMap<>(target)
            .forEach((name, value) -> out.append("    " + name + " = " + value + "\n"));
      }
    }
    return out.toString();
  }

  private static List<Item> items(Resource resource, Path file) throws Exception {
    var all = new ArrayList<Item>();
    byte[] bytes = Files.readAllBytes(file);
    var trees = new TreeReader(JsonRules.DEFAULT, Unneeded.NAMES);
    ListPage.read(trees, bytes, bytes.length, object -> all.add(resource.read(object)));
    return all;
  }

  private static Load load() {
    return new Load(LoadSettings.builder().build());
  }
}
