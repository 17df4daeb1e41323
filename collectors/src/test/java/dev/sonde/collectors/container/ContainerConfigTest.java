package dev.sonde.collectors.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Glob;
import dev.sonde.api.Time;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.MapSettings;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class ContainerConfigTest {
  private final ContainerCollectorFactory factory =
      new ContainerCollectorFactory(Time.SYSTEM, new TlsContexts(Time.SYSTEM, new DirectCalls()));

  @Test
  void read_nothing_isTheDefault() {
    assertThat(factory.read(new MapSettings(Map.of()))).isEqualTo(ContainerConfig.DEFAULT);
    assertThat(factory.name()).isEqualTo("containers");
    assertThat(factory.onByDefault()).isTrue();
  }

  @Test
  void read_sample_namesEveryKeyAtItsDefault() throws IOException {
    Map<?, ?> sample = sample();
    var settings = new MapSettings(sample);
    assertThat(factory.read(settings)).isEqualTo(ContainerConfig.DEFAULT);
    assertThat(keys(sample, ""))
        .isEqualTo(
            settings.asked().stream()
                .filter(key -> !key.startsWith("tls."))
                .collect(Collectors.toSet()));
  }

  @Test
  void read_everyKeyChanged_isHeeded() {
    Map<String, Object> lists = Map.of("include", List.of("a*"), "exclude", List.of("ab"));
    var changed = new HashMap<String, Object>();
    List.of("names", "images", "labels", "states").forEach(each -> changed.put(each, lists));
    changed.put("endpoints", List.of("/run/docker.sock"));
    changed.put("labels_from", List.of("team"));
    changed.put("identity", false);
    changed.put("request_timeout", "2s");
    changed.put("max_containers", 7);
    var selection = new Selection(List.of(new Glob("a*")), List.of(new Glob("ab")));
    assertThat(factory.read(new MapSettings(changed)))
        .isEqualTo(
            new ContainerConfig(
                List.of("/run/docker.sock"),
                Optional.empty(),
                selection,
                selection,
                selection,
                selection,
                List.of("team"),
                false,
                Duration.ofSeconds(2),
                7));
  }

  private static Map<?, ?> sample() throws IOException {
    try (InputStream in = ContainerConfig.class.getResourceAsStream("sample.yaml")) {
      var root = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
      var collectors = (Map<?, ?>) root.get("collectors");
      return (Map<?, ?>) collectors.get("containers");
    }
  }

  private static Set<String> keys(Map<?, ?> map, String place) {
    return map.entrySet().stream()
        .flatMap(entry -> {
          String key = place + entry.getKey();
          var keys = new TreeSet<>(Set.of(key));
          if (entry.getValue() instanceof Map<?, ?> below) {
            keys.addAll(keys(below, key + "."));
          }
          return keys.stream();
        })
        .collect(Collectors.toSet());
  }
}
