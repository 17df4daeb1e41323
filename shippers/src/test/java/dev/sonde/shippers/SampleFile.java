package dev.sonde.shippers;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The sample configuration beside a shipper.
public final class SampleFile {
  private SampleFile() {}

  /// What it says of the one shipper in it.
  public static Map<?, ?> of(Class<?> beside) throws IOException {
    try (InputStream in = beside.getResourceAsStream("sample.yaml")) {
      var root = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
      return (Map<?, ?>) ((List<?>) root.get("shippers")).getFirst();
    }
  }

  /// All its keys, such as `basic.username`, without those of the courier.
  public static Set<String> keys(Map<?, ?> section) {
    var keys = new TreeSet<String>();
    section.forEach((key, value) -> {
      keys.add(String.valueOf(key));
      if (value instanceof Map<?, ?> below && !key.equals("headers")) {
        keys(below).forEach(each -> keys.add(key + "." + each));
      }
    });
    keys.removeAll(Set.of("name", "type"));
    return keys;
  }
}
