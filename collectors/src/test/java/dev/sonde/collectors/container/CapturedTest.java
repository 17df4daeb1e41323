package dev.sonde.collectors.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Golden machines, taken from real engines: one folder each under `cases`, with what the engine
/// answered, the machine's files, those that are others 15 seconds later, and the page then.
@Timeout(300)
class CapturedTest {
  private static final Path CASES =
      Path.of("src/test/resources/dev/sonde/collectors/container/cases");
  private static final Pattern ID = Pattern.compile("\"Id\": ?\"([0-9a-f]{64})\"");

  @TempDir Path root;

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void collect_capturedMachine_recordsExactlyWhatIsExpected(String name) throws Exception {
    String page = page(name, root);
    Path actual = Path.of("target/container-cases", name + ".txt");
    Files.createDirectories(actual.getParent());
    Files.writeString(actual, page);
    assertThat(page).isEqualTo(Files.readString(CASES.resolve(name).resolve("expected.txt")));
  }

  @Test
  void collect_bothVersionsAndBothRuntimes_giveTheSameSeries() throws Exception {
    var shapes = new TreeSet<String>();
    for (String each : cases()) {
      shapes.add(shape(Files.readString(CASES.resolve(each).resolve("expected.txt"))));
    }
    assertThat(shapes).hasSize(1);
  }

  /// The page without what differs from machine to machine: values, ids, the runtime's name, names
  /// of devices; without pressure, which one of the kernels did not have, the limit that only
  /// Podman sets by itself, and health, which only one of the burners had.
  private static String shape(String page) {
    return page.lines()
        .filter(line -> !line.startsWith("container_pressure") && !line.contains("device="))
        .filter(line -> !line.startsWith("container_health"))
        .filter(line -> !line.startsWith("container_pids_limit"))
        .map(line -> line.replaceAll(" [^ ]*$", "").replaceAll("[0-9a-f]{64}", "ID"))
        .map(line -> line.replaceAll("docker|podman", "RUNTIME").replace("localhost/", ""))
        .sorted()
        .reduce("", (all, line) -> all + line + "\n");
  }

  private static String page(String name, Path root) throws Exception {
    Path folder = CASES.resolve(name);
    Machine.unpack(Files.readString(folder.resolve("machine.txt")), root);
    var labels = List.of("com.example.team");
    try (var scene = new Scene(root, ContainerConfigs.labelled(labels))) {
      scene.engine.page("/version", Files.readString(folder.resolve("version.json")));
      scene.engine.page(Scene.LIST, Files.readString(folder.resolve("list.json")));
      for (String each : List.of("burn", "writer", "flap")) {
        String inspected = Files.readString(folder.resolve("inspect-" + each + ".json"));
        var id = ID.matcher(inspected);
        assertThat(id.find()).isTrue();
        scene.engine.page("/containers/" + id.group(1) + "/json", inspected);
      }
      scene.runUntil(() -> scene.out.page().split("container_restarts_total", -1).length == 4);
      Machine.unpack(Files.readString(folder.resolve("later.txt")), root);
      return scene.later().run().page();
    }
  }
}
