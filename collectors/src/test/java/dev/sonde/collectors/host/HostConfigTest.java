package dev.sonde.collectors.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Family;
import dev.sonde.api.Glob;
import dev.sonde.api.Kind;
import dev.sonde.testkit.MapSettings;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class HostConfigTest {
  private final HostCollectorFactory factory = new HostCollectorFactory();

  @Test
  void read_nothing_isTheDefault() {
    assertThat(factory.read(new MapSettings(Map.of()))).isEqualTo(HostConfig.DEFAULT);
    assertThat(factory.name()).isEqualTo("host");
    assertThat(factory.onByDefault()).isTrue();
  }

  @Test
  void read_sample_namesEveryKeyAtItsDefault() throws IOException {
    Map<?, ?> sample = sample();
    var settings = new MapSettings(sample);
    assertThat(factory.read(settings)).isEqualTo(HostConfig.DEFAULT);
    assertThat(keys(sample, "")).isEqualTo(settings.asked());
  }

  @Test
  void read_everyKeyChanged_isHeeded() {
    Map<String, Object> lists = Map.of("include", List.of("a*"), "exclude", List.of("ab"));
    var changed = new HashMap<String, Object>();
    for (String flag :
        List.of(
            "cpu",
            "memory",
            "disk",
            "network",
            "load",
            "kernel",
            "pressure",
            "sensors",
            "battery",
            "sockets",
            "own_cgroup")) {
      changed.put(flag, false);
    }
    for (String list :
        List.of("disk_devices", "filesystem_types", "mountpoints", "network_interfaces")) {
      changed.put(list, lists);
    }
    changed.put("disk_timeout", "0.25s");
    var filter = new Filter(List.of(new Glob("a*")), List.of(new Glob("ab")));
    assertThat(factory.read(new MapSettings(changed)))
        .isEqualTo(
            new HostConfig(
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                filter,
                filter,
                filter,
                filter,
                Duration.ofMillis(250)));
  }

  @Test
  void all_families_areNamedOnceAndExplained() {
    assertThat(HostFamilies.all()).extracting(Family::name).doesNotHaveDuplicates();
    assertThat(HostFamilies.all())
        .allSatisfy(family -> {
          assertThat(family.name()).matches("system_[a-z0-9_]+");
          assertThat(family.help()).isNotBlank().endsWith(".").doesNotContain("\n");
          boolean counter = family.kind() == Kind.COUNTER;
          assertThat(family.name().endsWith("_total")).isEqualTo(counter);
        });
  }

  private static Map<?, ?> sample() throws IOException {
    try (InputStream in = HostConfig.class.getResourceAsStream("sample.yaml")) {
      var root = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
      var collectors = (Map<?, ?>) root.get("collectors");
      return (Map<?, ?>) collectors.get("host");
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
