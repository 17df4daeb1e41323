package dev.sonde.collectors.discovery.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.collectors.discovery.watching.Tree;
import dev.sonde.collectors.discovery.watching.TreeReader;
import dev.sonde.testkit.MapSettings;
import dev.sonde.wire.json.JsonRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Golden cases: a folder each under `cases`, with what the engine lists, its networks, and the
/// targets; `all-networks.txt` are those of `match_first_network: false`.
final class DockerTargetsTest {
  private static final Path CASES =
      Path.of("src/test/resources/dev/sonde/collectors/discovery/docker/cases");
  private static final String ID = "1".repeat(64);
  private static final String OTHER = "2".repeat(64);

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answers_becomeTheTargetsThatPrometheusMakes(String name) throws Exception {
    String first = shown(name, "targets.txt", Map.of("host", "/d.sock"));
    String all =
        shown(name, "all-networks.txt", Map.of("host", "/d.sock", "match_first_network", false));
    assertThat(first).isEqualTo(Files.readString(CASES.resolve(name).resolve("targets.txt")));
    assertThat(all).isEqualTo(Files.readString(CASES.resolve(name).resolve("all-networks.txt")));
  }

  @Test
  void containers_thatShareEachOthersNetworkInACircle_haveNone() throws Exception {
    String list =
        """
        [{"Id":"%1$s","Names":["/a"],"HostConfig":{"NetworkMode":"container:%2$s"}},
         {"Id":"%2$s","Names":["/b"],"HostConfig":{"NetworkMode":"container:%1$s"}}]
        """
            .formatted(ID, OTHER);
    assertThat(targets(list, "[]")).isEmpty();
  }

  @Test
  void answersOfAnotherShape_haveNoTargets() throws Exception {
    for (String answer :
        List.of(
            "{}",
            "null",
            "7",
            "\"x\"",
            "[]",
            "[[]]",
            "[null]",
            "[{}]",
            "[{\"Id\":7}]",
            "[{\"Id\":\"../../x\",\"Names\":[\"/x\"]}]",
            "[{\"Id\":\"" + ID + "\",\"Names\":{},\"NetworkSettings\":[]}]",
            "[{\"Id\":\"" + ID + "\",\"Names\":[\"/x\"],\"NetworkSettings\":{\"Networks\":[1]}}]",
            "[{\"Id\":\""
                + ID
                + "\",\"Names\":[\"/x\"],\"NetworkSettings\":{\"Networks\":{\"a\":null,\"b\":7}}}]")) {
      assertThat(targets(answer, answer)).as(answer).isEmpty();
    }
  }

  @Test
  void portsWithoutEnd_areRefused() throws Exception {
    String ports =
        IntStream.range(0, 1000)
            .mapToObj(i -> "{\"Type\":\"tcp\",\"PrivatePort\":" + i + "}")
            .collect(Collectors.joining(","));
    String list =
        IntStream.range(0, 101)
            .mapToObj(i ->
                "{\"Id\":\"%064x\",\"Names\":[\"/x\"],\"Ports\":[%s],\"NetworkSettings\":%s}"
                    .formatted(i, ports, "{\"Networks\":{\"a\":{\"IPAddress\":\"10.0.0.1\"}}}"))
            .collect(Collectors.joining(",", "[", "]"));
    assertThatThrownBy(() -> targets(list, "[]"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("more than 100000 targets");
  }

  @Test
  void filters_areJson() {
    assertThat(Filter.json(List.of())).isEmpty();
    assertThat(
            Filter.json(
                List.of(
                    new Filter("label", List.of("a=\"b\"")),
                    new Filter("name", List.of("x")),
                    new Filter("label", List.of("c\\\n")))))
        .isEqualTo("{\"label\":[\"a=\\u0022b\\u0022\",\"c\\u005c\\u000a\"],\"name\":[\"x\"]}");
  }

  private static String shown(String name, String file, Map<String, ?> keys) throws IOException {
    Path folder = CASES.resolve(name);
    var config = DockerDiscoveryConfig.read(new MapSettings(keys), Path.of(""));
    Tree list = tree(Files.readString(folder.resolve("containers.json")));
    Tree networks = tree(Files.readString(folder.resolve("networks.json")));
    var containers = new Containers(list, modes(folder.resolve("modes.txt")));
    String shown = shown(new DockerTargets(config).of(containers, networks));
    Path actual = Path.of("target/docker-cases", name, file);
    Files.createDirectories(actual.getParent());
    return Files.readString(Files.writeString(actual, shown));
  }

  private static Map<String, String> modes(Path file) throws IOException {
    return Files.notExists(file)
        ? Map.of()
        : Files.readAllLines(file).stream()
            .map(line -> line.split(" ", 2))
            .collect(Collectors.toMap(each -> each[0], each -> each[1]));
  }

  private static List<Map<String, String>> targets(String list, String networks)
      throws IOException {
    var config =
        DockerDiscoveryConfig.read(new MapSettings(Map.of("host", "/d.sock")), Path.of(""));
    return new DockerTargets(config).of(new Containers(tree(list), Map.of()), tree(networks));
  }

  private static String shown(List<Map<String, String>> targets) {
    var out = new StringBuilder();
    for (Map<String, String> target : targets) {
      out.append("target\n");
      new TreeMap<>(target)
          .forEach((name, value) -> out.append("  " + name + " = " + value + "\n"));
    }
    return out.toString();
  }

  private static Tree tree(String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new TreeReader(JsonRules.DEFAULT).read(bytes, 0, bytes.length);
  }
}
