package dev.sonde.collectors.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Engines that lie, and answers that are damaged: nothing impossible is recorded, nothing throws.
@Timeout(300)
class HostileEngineTest {
  private static final Path CASE =
      Path.of("src/test/resources/dev/sonde/collectors/container/cases/docker-cgroup2");
  private static final String ID =
      "7cff85e92b23251bd82c2a62762eaec0df1c93902d29b3c0c7d717db4fb90e9a";
  private static final int ROUNDS = 300;

  @TempDir Path root;
  private Scene scene;

  @BeforeEach
  void open() throws Exception {
    scene = new Scene(root, ContainerConfig.DEFAULT);
  }

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "7",
        "\"x\"",
        "{",
        "[",
        "{}",
        "[[]]",
        "[null]",
        "[{}]",
        "[{\"Id\":7}]",
        "[{\"Id\":\"../../etc/passwd\"}]",
        "[{\"Id\":\"ABCDEF\"}]",
        "<html>",
        "[1,2",
        "[{\"Id\":\"\\ud800\"}]"
      })
  void collect_listThatIsNone_recordsNothing(String list) throws Exception {
    scene.engine.page(Scene.LIST, list);
    assertThat(scene.run().run().out.recorded()).isEmpty();
  }

  @Test
  void collect_engineOfErrors_saysWhatItAnswers() throws Exception {
    scene.engine.status(500);
    scene.run();
    assertThat(scene.out.absent().toString()).contains("it answers 500 to /version");
  }

  @Test
  void collect_noEngine_saysSo() throws Exception {
    scene.engine.forget("/version");
    scene.run();
    assertThat(scene.out.absent().toString()).contains("it is no engine");
    assertThat(scene.collector.isIdle()).as("there is something, and it is wrong").isFalse();
  }

  @Test
  void collect_eventsOfGarbage_listAnewAndGoOn() throws Exception {
    scene.engine.page(Scene.LIST, "[{\"Id\":\"" + ID + "\",\"State\":\"created\"}]");
    scene.engine.page(
        "/containers/" + ID + "/json",
        "{\"Id\":\"" + ID + "\",\"State\":{\"Status\":\"created\"}}");
    scene.run();
    for (String each : List.of("{\"Action\":", "\u0000\u0001", "]", "{\"a\":1}}")) {
      int lists = scene.engine.asked(Scene.LIST);
      scene.runUntil(() -> scene.engine.listeners() > 0); // who found nobody waits for a run
      scene.engine.send(each);
      scene.runUntil(() -> scene.engine.asked(Scene.LIST) > lists);
      scene.engine.stop();
      scene.engine.start();
    }
    scene.runUntil(() -> scene.has(ID));
  }

  @Test
  void collect_eventsOfNonsense_arePassedOver() throws Exception {
    scene.run();
    scene.engine.awaitListeners(1);
    for (String each :
        List.of(
            "{}",
            "[]",
            "7",
            "{\"Action\":\"start\"}",
            "{\"Action\":\"start\",\"Actor\":{\"ID\":\"x\"}}",
            "{\"Action\":\"start\",\"Actor\":{\"ID\":\"" + ID + "\"},\"timeNano\":\"x\"}",
            "{\"Action\":\"die\",\"Actor\":{\"ID\":\"" + ID + "\"},\"timeNano\":-5}",
            "{\"Action\":{},\"id\":[]}")) {
      scene.engine.send(each);
    }
    scene.engine.awaitAsked("/containers/" + ID + "/json", 1);
    scene.run();
    assertThat(scene.out.absent()).isEmpty();
  }

  @Test
  void collect_answersWithFlippedBytes_recordNothingImpossible() throws Exception {
    Machine.unpack(Files.readString(CASE.resolve("machine.txt")), root);
    String inspected = Files.readString(CASE.resolve("inspect-burn.json"));
    var random = new Random(7);
    scene.engine.page(Scene.LIST, "[{\"Id\":\"" + ID + "\",\"State\":\"running\"}]");
    scene.run();
    for (int round = 0; round < ROUNDS; round++) {
      Answers.inspected(
              Trees.read(
                  "{\"Id\":\"" + ID + "\",\"State\":" + damaged(state(inspected), random) + "}"))
          .ifPresent(known -> {
            var vitals = new Vitals();
            vitals.clear();
            known.life().write(vitals, scene.time.wallMillis());
            checkSound(vitals);
          });
    }
  }

  @Test
  void stats_answersWithFlippedBytes_giveNothingImpossible() throws Exception {
    var random = new Random(11);
    for (String file : List.of("docker-20.10.24", "podman-4.3.1-cgroup2")) {
      String answer =
          Files.readString(
              Path.of("src/test/resources/dev/sonde/collectors/container/stats", file + ".json"));
      for (int round = 0; round < ROUNDS; round++) {
        var vitals = new Vitals();
        vitals.clear();
        Stats.of(Trees.read(damaged(answer, random)), Known.Plan.UNKNOWN).write(vitals);
        checkSound(vitals);
      }
    }
  }

  @Test
  void files_ofGarbage_giveNothingImpossible() throws Exception {
    String machine = Files.readString(CASE.resolve("machine.txt"));
    scene.engine.page(Scene.LIST, "[{\"Id\":\"" + ID + "\",\"State\":\"running\"}]");
    scene.engine.page(
        "/containers/" + ID + "/json", Files.readString(CASE.resolve("inspect-burn.json")));
    var random = new Random(13);
    for (int round = 0; round < 20; round++) {
      Machine.unpack(damagedNumbers(machine, random), root);
      scene.later().run();
      assertThat(scene.out.recorded())
          .noneMatch(each -> each.value() < 0 || !Double.isFinite(each.value()));
    }
    assertThat(scene.has("container_memory_usage_bytes")).isTrue();
  }

  private static String state(String inspected) {
    int from = inspected.indexOf("\"State\":") + "\"State\":".length();
    return inspected.substring(from, inspected.indexOf('}', from) + 1);
  }

  private static String damaged(String text, Random random) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < 3; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) "0-9e\"{}:,. x".charAt(random.nextInt(12));
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /// Numbers of files become other things, but their names stay.
  private static String damagedNumbers(String text, Random random) {
    var out = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      boolean spare = line.startsWith("==>") || random.nextInt(4) > 0;
      out.append(spare ? line : line.replaceAll("\\d+", other(random))).append('\n');
    }
    return out.substring(0, out.length() - 1);
  }

  private static String other(Random random) {
    return List.of("-1", "", "99999999999999999999999", "nan", "9223372036854775807", "max", "0x1")
        .get(random.nextInt(7));
  }

  private static void checkSound(Vitals vitals) {
    for (int i = 0; i < Vital.count(); i++) {
      double value = vitals.of(i);
      if (Vital.at(i) != Vital.STATUS && Vital.at(i) != Vital.EXIT_CODE && !Double.isNaN(value)) {
        assertThat(value).as(Vital.at(i).name()).isGreaterThanOrEqualTo(0).isFinite();
      }
    }
  }
}
