package dev.sonde.collectors.discovery.consul;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.collectors.discovery.watching.Tree;
import dev.sonde.collectors.discovery.watching.TreeReader;
import dev.sonde.wire.json.JsonRules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class InstancesTest {
  private static final Path CASES =
      Path.of("src/test/resources/dev/sonde/collectors/discovery/consul/cases");

  @Test
  void answer_becomesTargets() throws Exception {
    byte[] answer = Files.readAllBytes(CASES.resolve("web.json"));
    var out = new StringBuilder();
    for (Map<String, String> target : new Instances("web", ",").targets(tree(answer))) {
      out.append("target\n");
      new TreeMap<>(target)
          .forEach((name, value) -> out.append("  " + name + " = " + value + "\n"));
    }
    assertThat(out.toString()).isEqualTo(Files.readString(CASES.resolve("web.txt")));
  }

  @Test
  void separator_isTheOneThatIsConfigured() throws Exception {
    String answer = "[{\"Service\":{\"Tags\":[\"a\",\"b\"]}}]";
    var targets = new Instances("web", "|").targets(tree(answer.getBytes(StandardCharsets.UTF_8)));
    assertThat(targets.getFirst()).containsEntry("__meta_consul_tags", "|a|b|");
  }

  @Test
  void answersOfAnotherShape_haveNoTargets() throws Exception {
    for (String answer : new String[] {"{}", "null", "\"x\"", "[]", "{\"Node\":[]}"}) {
      var tree = tree(answer.getBytes(StandardCharsets.UTF_8));
      assertThat(new Instances("web", ",").targets(tree)).isEmpty();
    }
  }

  private static Tree tree(byte[] answer) throws Exception {
    return new TreeReader(JsonRules.DEFAULT).read(answer, 0, answer.length);
  }
}
