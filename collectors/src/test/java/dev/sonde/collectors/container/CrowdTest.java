package dev.sonde.collectors.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Five hundred containers of one engine.
@Timeout(600)
class CrowdTest {
  private static final int CONTAINERS = 500;
  private static final Path LAYOUTS =
      Path.of("src/test/resources/dev/sonde/collectors/container/layouts");
  private static final String KNOWN =
      "7cff85e92b23251bd82c2a62762eaec0df1c93902d29b3c0c7d717db4fb90e9a";

  @TempDir Path root;
  private Scene scene;

  @BeforeEach
  void open() throws Exception {
    Machine.unpack(Files.readString(LAYOUTS.resolve("machine.txt")), root);
    String files = Files.readString(LAYOUTS.resolve("two.txt"));
    for (int i = 0; i < CONTAINERS; i++) {
      Machine.unpack(files.replace("PLACE", "docker/" + id(i)), root);
    }
    scene = new Scene(root, ContainerConfig.DEFAULT);
    String inspect = Files.readString(LAYOUTS.resolve("inspect.json"));
    for (int i = 0; i < CONTAINERS; i++) {
      scene.engine.page("/containers/" + id(i) + "/json", inspect.replace(KNOWN, id(i)));
    }
    scene.engine.page(Scene.LIST, list(0));
  }

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  @Test
  void collect_fiveHundred_measuresEach() throws Exception {
    awaitAll("container_restarts_total");
    scene.later().run();
    assertThat(count("container_memory_usage_bytes")).isEqualTo(CONTAINERS);
    assertThat(count("container_cpu_usage_percent")).isEqualTo(CONTAINERS);
    assertThat(scene.out.absent()).isEmpty();
  }

  /// Half of what this process may open, however many files there are.
  @Test
  void collect_fiveHundred_keepsNoMoreFilesOpenThanItMay() throws Exception {
    int may = 100;
    Files.createDirectories(root.resolve("proc/self"));
    Files.writeString(
        root.resolve("proc/self/limits"), "Max open files  %d  %d  files\n".formatted(may, may));
    awaitAll("container_restarts_total");
    long below = opened();
    scene.later().run();
    assertThat(opened()).as("from run to run").isEqualTo(below).isLessThanOrEqualTo(may / 2);
    assertThat(count("container_memory_usage_bytes")).isEqualTo(CONTAINERS);
    scene.collector.close();
    assertThat(opened()).as("after its end").isZero();
  }

  @Test
  void collect_allAreGoneAtOnce_areForgottenWithTheirFiles() throws Exception {
    awaitAll("container_restarts_total");
    scene.engine.page(Scene.LIST, "[]");
    scene.engine.stop();
    scene.engine.start();
    scene.runUntil(() -> count("container_memory_usage_bytes") == 0);
    scene.run();
    assertThat(opened()).as("the machine's memory alone").isLessThanOrEqualTo(1);
  }

  /// An engine that answers each question late, and no run that waits for it.
  @Test
  void collect_engineThatHangsAmidstThem_filesGoOn() throws Exception {
    awaitAll("container_restarts_total");
    scene.engine.hang(true);
    for (int i = 0; i < 10; i++) {
      assertThat(scene.later().run().out.recorded()).isNotEmpty();
      assertThat(count("container_memory_usage_bytes")).isEqualTo(CONTAINERS);
    }
    scene.engine.hang(false);
    scene.engine.page(Scene.LIST, list(1));
    scene.engine.stop();
    scene.engine.start();
    scene.runUntil(() -> count("container_status") == CONTAINERS - 1);
  }

  private void awaitAll(String metric) throws InterruptedException {
    scene.runUntil(() -> count(metric) == CONTAINERS);
  }

  private long count(String metric) {
    return scene.out.recorded().stream()
        .map(Recorded::family)
        .filter(each -> each.name().equals(metric))
        .count();
  }

  /// How many files of the machine are open.
  private long opened() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(each -> target(each).startsWith(root.toString())).count();
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException _) {
      return "";
    }
  }

  /// All but the first.
  private static String list(int without) {
    return IntStream.range(without, CONTAINERS)
        .mapToObj(i -> "{\"Id\":\"" + id(i) + "\",\"State\":\"running\"}")
        .collect(Collectors.collectingAndThen(Collectors.toList(), CrowdTest::array));
  }

  private static String array(List<String> elements) {
    return "[" + String.join(",", elements) + "]";
  }

  private static String id(int number) {
    return "%064x".formatted(number + 1);
  }
}
