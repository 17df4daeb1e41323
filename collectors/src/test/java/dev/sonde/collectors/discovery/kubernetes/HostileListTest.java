package dev.sonde.collectors.discovery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.collectors.discovery.watching.Changes;
import dev.sonde.collectors.discovery.watching.TreeReader;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonRules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whatever an API server sends: objects are read or refused, and nothing else happens.
final class HostileListTest {
  private static final Path CASES =
      Path.of("src/test/resources/dev/sonde/collectors/discovery/kubernetes/cases");
  private static final int ROUNDS = 4000;
  private static final String[] PIECES = {
    "null",
    "[]",
    "{}",
    "\"\"",
    "-1e999",
    "true",
    "[[",
    "}}",
    "\"\\ud800\"",
    ",",
    ":",
    "9".repeat(400)
  };

  @Test
  void mutatedLists_areReadOrRefused() throws Exception {
    var random = new Random(20_26);
    int read = 0;
    for (Path file : files()) {
      byte[] list = Files.readAllBytes(file);
      for (int i = 0; i < ROUNDS / files().size(); i++) {
        read += offer(mutated(list, random)) ? 1 : 0;
      }
    }
    assertThat(read).isBetween(ROUNDS / 50, ROUNDS - 1);
  }

  @Test
  void truncatedLists_areRefused() throws Exception {
    byte[] list = Files.readAllBytes(CASES.resolve("pod/pods.json"));
    for (int length = 0; length < list.length - 2; length += 7) {
      assertThat(offer(Arrays.copyOf(list, length))).isFalse();
    }
  }

  @Test
  void deepLists_areRefused() {
    String deep = "{\"items\":" + "[".repeat(100_000);
    assertThat(offer(deep.getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @Test
  void objectsOfOtherShapes_areTargetsOfNothing() {
    for (String items : List.of("null", "{}", "\"x\"", "[1,null,\"a\",[],{\"metadata\":7}]")) {
      String list = "{\"items\":" + items + ",\"metadata\":[]}";
      assertThat(offer(list.getBytes(StandardCharsets.UTF_8))).isTrue();
    }
  }

  private static boolean offer(byte[] list) {
    try {
      for (Resource resource : Resource.values()) {
        var attach = new Attached(true, true);
        var cluster = new Cluster(resource, attach, List.of(), new Changes("nobody"));
        var scope = new Scope(resource, "");
        var trees = new TreeReader(JsonRules.DEFAULT, Unneeded.NAMES);
        ListPage.read(
            trees,
            list,
            list.length,
            object -> {
              Item item = resource.read(object);
              cluster.put(scope, item);
              assertThat(cluster.targets(cluster.source(item.meta().key())))
                  .allSatisfy(target -> assertThat(target.values()).doesNotContain(""));
              cluster.remove(scope, item.meta().key());
            });
        assertThat(cluster.count(scope)).isZero();
      }
      return true;
    } catch (JsonException _) {
      return false;
    } catch (Refused e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] mutated(byte[] list, Random random) {
    byte[] changed = list.clone();
    if (random.nextBoolean()) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      return changed;
    }
    String text = new String(changed, StandardCharsets.UTF_8);
    int from = random.nextInt(text.length());
    int to = from + random.nextInt(Math.min(40, text.length() - from));
    String piece = PIECES[random.nextInt(PIECES.length)];
    return (text.substring(0, from) + piece + text.substring(to)).getBytes(StandardCharsets.UTF_8);
  }

  private static List<Path> files() throws Exception {
    try (Stream<Path> all = Files.walk(CASES)) {
      return all.filter(each -> each.toString().endsWith(".json")).sorted().toList();
    }
  }
}
