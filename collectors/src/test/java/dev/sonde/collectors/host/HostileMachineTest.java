package dev.sonde.collectors.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Kind;
import dev.sonde.collectors.files.Roots;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.RecordingRecorder;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The golden machines with files that are cut, mixed up, filled with rubbish or taken away between
/// readings. Whatever happens, what is recorded could be true.
class HostileMachineTest {
  private static final int READINGS = 40;
  private static final int DAMAGES = 12;
  private static final List<String> NUMBERS =
      List.of(
          "-1",
          "18446744073709551615",
          "18446744073709551616",
          "9223372036854775808",
          "NaN",
          "1e9",
          "99999999999999999999999999999999",
          "0x10",
          "",
          " ",
          "0",
          "65535",
          "\u0000",
          "٣",
          "max");

  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "big-server",
        "jetson",
        "container-cgroup-v2",
        "container-cgroup-v1",
        "hybrid-cgroups",
        "garbage"
      })
  void collect_filesDamagedAtRandom_recordsOnlyWhatCanBe(String name) throws Exception {
    var random = new Random(name.hashCode());
    Path folder = HostCollectorTest.CASES.resolve(name);
    Machine.parse(Files.readString(folder.resolve("machine.txt"))).unpack(root);
    List<Path> files = files();
    var healthy = new ArrayList<byte[]>();
    for (Path file : files) {
      healthy.add(Files.readAllBytes(file));
    }
    var out = new RecordingRecorder().open(0);
    Roots roots = Roots.of(Map.of(), root);
    try (var collector =
        new HostCollector(HostConfig.DEFAULT, () -> roots, new AnySpace(), new DirectCalls())) {
      for (int reading = 0; reading < READINGS; reading++) {
        for (int i = 0; i < DAMAGES; i++) {
          int at = random.nextInt(files.size());
          damage(files.get(at), healthy.get(at), random);
        }
        out.open(0);
        collect(collector, out);
        check(out);
      }
    }
  }

  private static void collect(HostCollector collector, RecordingRecorder out)
      throws InterruptedException {
    try {
      collector.collect(out);
    } catch (IOException nothingLeft) {
      assertThat(out.samples()).isEmpty();
    }
  }

  private static void check(RecordingRecorder out) {
    out.samples()
        .forEach((series, value) -> {
          assertThat(value).as(series).isFinite();
          var family = out.families().get(series);
          assertThat(HostFamilies.all()).contains(family);
          if (family.kind() == Kind.COUNTER || family.unit().equals("bytes")) {
            assertThat(value).as(series).isNotNegative();
          }
          if (family.unit().equals("percent")) {
            assertThat(value).as(series).isBetween(0.0, 100.0);
          }
          if (family.unit().equals("celsius")) {
            assertThat(value).as(series).isBetween(-100.0, 150.0);
          }
        });
  }

  private static void damage(Path file, byte[] healthy, Random random) throws Exception {
    byte[] content = healthy.clone();
    switch (random.nextInt(8)) {
      case 0 -> content = Arrays.copyOf(content, random.nextInt(content.length + 1));
      case 1 -> {
        for (int i = 0; i < 5 && content.length > 0; i++) {
          content[random.nextInt(content.length)] = (byte) random.nextInt(256);
        }
      }
      case 2 -> random.nextBytes(content);
      case 3 -> content = replaceNumber(content, random);
      case 4 -> content = shuffle(content, random);
      case 5 -> {
        Files.deleteIfExists(file);
        return;
      }
      case 6 -> {
        content = new byte[200_000];
        Arrays.fill(content, (byte) '7');
      }
      default -> {}
    }
    Files.write(file, content);
  }

  private static byte[] replaceNumber(byte[] content, Random random) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    String[] parts = text.split("(?<=[^0-9])(?=[0-9])|(?<=[0-9])(?=[^0-9])", -1);
    for (int i = 0; i < 3; i++) {
      parts[random.nextInt(parts.length)] = NUMBERS.get(random.nextInt(NUMBERS.size()));
    }
    return String.join("", parts).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] shuffle(byte[] content, Random random) {
    var lines =
        new ArrayList<>(List.of(new String(content, StandardCharsets.UTF_8).split("\n", -1)));
    Collections.shuffle(lines, random);
    lines.addAll(lines.subList(0, random.nextInt(lines.size())));
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> Files.isRegularFile(file)).sorted().toList();
    }
  }

  /// Answers nonsense as often as not.
  private static final class AnySpace implements Space {
    @Override
    public void read(File path, long[] into) {
      int seed = path.hashCode();
      into[SIZE] = seed;
      into[UNUSED] = (long) seed * 7 % 1000;
      into[USABLE] = seed % 2 == 0 ? 5 : Long.MAX_VALUE - seed;
    }

    @Override
    public DeviceNumber device(File path) {
      return new DeviceNumber(8, path.hashCode() & 3);
    }
  }
}
