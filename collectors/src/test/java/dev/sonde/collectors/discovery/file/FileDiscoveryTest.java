package dev.sonde.collectors.discovery.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Time;
import dev.sonde.collectors.discovery.Discovery;
import dev.sonde.collectors.discovery.DiscoveryContract;
import dev.sonde.collectors.discovery.ToolBox;
import dev.sonde.testkit.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDiscoveryTest extends DiscoveryContract {
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  private final ToolBox box = new ToolBox();
  private List<String> files = List.of("t*.json", "more/*.yml");
  private Duration refresh = Duration.ofMinutes(5);
  private Time time = Time.SYSTEM;
  private int written;

  @TempDir Path folder;

  @AfterEach
  void close() {
    box.close();
  }

  @Override
  protected Discovery discovery() {
    return new FileDiscoveryConfig(files, refresh).create(box.tools(time, folder, pause));
  }

  @Override
  protected void list(String... addresses) throws IOException {
    replace("targets.json", json(addresses));
  }

  @Override
  protected void vanish() throws IOException {
    Files.delete(folder.resolve("targets.json"));
  }

  @Override
  protected void spoil() throws IOException {
    replace("targets.json", "[{\"targets\": [\"192.0.");
  }

  @Test
  void config_saysWhatItIs() {
    assertThat(new FileDiscoveryConfig(files, refresh).kind()).isEqualTo("file");
  }

  @Test
  void targets_haveLabelsAndTheirFile() throws Exception {
    replace(
        "t.json",
        "[{\"targets\":[\"a:1\"],\"labels\":{\"env\":\"x\",\"__meta_filepath\":\"no\"}}]");
    assertThat(start()).isEqualTo(Duration.ofSeconds(5));
    String path = folder.resolve("t.json").toString();
    assertThat(heard.targets())
        .containsExactly(Map.of("__address__", "a:1", "env", "x", "__meta_filepath", path));
    assertThat(heard.news()).containsExactly("found " + path + " [a:1]");
  }

  @Test
  void refresh_sooner_setsThePace() throws Exception {
    refresh = Duration.ofSeconds(2);
    assertThat(start()).isEqualTo(refresh);
  }

  @Test
  void files_appearAndVanish_eachForItself() throws Exception {
    replace("t1.json", json("a:1"));
    replace("other.json", json("x:1"));
    replace("t1.yaml", "- targets: [x:1]\n");
    start();
    assertThat(heard.addresses()).containsExactly("a:1");
    Files.createDirectory(folder.resolve("more"));
    replace("t2.json", json("a:2"));
    replace("more/m.yml", "- targets: [m:1]\n");
    pause.round();
    assertThat(heard.addresses()).containsExactly("a:1", "a:2", "m:1");
    Files.delete(folder.resolve("t1.json"));
    Files.delete(folder.resolve("more/m.yml"));
    Files.delete(folder.resolve("more"));
    pause.round();
    assertThat(heard.addresses()).containsExactly("a:2");
    assertThat(heard.trouble()).isEmpty();
  }

  @Test
  void file_broken_leavesOthersAlone() throws Exception {
    replace("t1.json", json("a:1"));
    replace("t2.json", "[");
    start();
    assertThat(heard.addresses()).containsExactly("a:1");
    assertThat(heard.trouble()).startsWith(folder.resolve("t2.json") + ": line 1");
    replace("t1.json", json("a:3"));
    pause.round();
    assertThat(heard.addresses()).containsExactly("a:3");
    assertThat(heard.trouble()).startsWith(folder.resolve("t2.json") + ": ");
  }

  @Test
  void file_named_isSaidToBeMissing() throws Exception {
    files = List.of("gone.yaml", folder.resolve("t.yml").toString());
    start();
    assertThat(heard.trouble())
        .isEqualTo(
            folder.resolve("t.yml") + ": there is no such file; gone.yaml: there is no such file");
    replace("t.yml", "- targets: [a:1]\n");
    pause.round();
    pause.round();
    assertThat(heard.addresses()).containsExactly("a:1");
    assertThat(heard.trouble()).isEqualTo("gone.yaml: there is no such file");
  }

  @Test
  void folder_isNoFile() throws Exception {
    Files.createDirectory(folder.resolve("t.json"));
    start();
    assertThat(heard.trouble()).isEqualTo(folder.resolve("t.json") + ": is not a file");
  }

  @Test
  void link_toAnotherFile_isFollowed() throws Exception {
    old("..one", json("a:1"));
    old("..two", json("a:2"));
    Path link = folder.resolve("t.json");
    Files.createSymbolicLink(link, folder.resolve("..one"));
    start();
    assertThat(heard.addresses()).containsExactly("a:1");
    Files.delete(link);
    Files.createSymbolicLink(link, folder.resolve("..two"));
    pause.round();
    assertThat(heard.addresses()).containsExactly("a:2");
    Files.delete(folder.resolve("..two"));
    pause.round();
    assertThat(heard.addresses()).isEmpty();
  }

  @Test
  void file_youngAndStillChanging_isNotRead() throws Exception {
    Path file = folder.resolve("t.yml");
    files = List.of("t.yml");
    old("t.yml", "- targets: [a:1, a:2]\n");
    var now = FileTime.from(LONG_AGO.plusSeconds(3600));
    time = new ManualTime(now.toString());
    start();
    write(file, "", now);
    shortPause();
    write(file, "- targets: [a:1", now);
    shortPause();
    write(file, "- targets: [a:1, a:2, a:3]\n", now);
    pause.round();
    assertThat(heard.addresses()).containsExactly("a:1", "a:2", "a:3");
    assertThat(heard.news()).hasSize(2).noneMatch(each -> each.startsWith("failed"));
  }

  @Test
  void file_young_isWaitedFor() throws Exception {
    old("t1.json", json("a:1"));
    FileTime then = old("t2.json", json("a:2"));
    time = new ManualTime(then.toString());
    Files.setLastModifiedTime(folder.resolve("t1.json"), FileTime.from(Instant.EPOCH));
    begin();
    pause.next();
    assertThat(heard.addresses()).containsExactly("a:1");
    assertThat(heard.hasLooked()).isFalse();
    pause.goOn();
    pause.settle();
    assertThat(heard.addresses()).containsExactly("a:1", "a:2");
    assertThat(heard.hasLooked()).isTrue();
  }

  @Test
  void pattern_withoutFiles_isLookedAt() throws Exception {
    start();
    assertThat(heard.hasLooked()).isTrue();
    assertThat(heard.news()).isEmpty();
  }

  @Test
  void file_thatNeverRests_isReadInTheEnd() throws Exception {
    files = List.of("t.yml");
    replace("t.yml", "- targets: [a:0]\n");
    begin();
    for (int i = 1; heard.addresses().isEmpty() && i < 1_000; i++) {
      pause.next();
      Files.writeString(folder.resolve("t.yml"), "- targets: [a:1" + "0".repeat(i) + "]\n");
      pause.goOn();
    }
    assertThat(heard.addresses()).hasSize(1);
  }

  @Test
  void refresh_due_readsWhatLooksTheSame() throws Exception {
    refresh = Duration.ofSeconds(1);
    files = List.of("t.yml");
    FileTime then = old("t.yml", "- targets: [a:1]\n");
    var clock = new ManualTime("2026-06-01T00:00:00Z");
    time = clock;
    start();
    Files.writeString(folder.resolve("t.yml"), "- targets: [a:2]\n");
    Files.setLastModifiedTime(folder.resolve("t.yml"), then);
    pause.round();
    assertThat(heard.addresses()).containsExactly("a:1");
    clock.pass(refresh);
    pause.round();
    assertThat(heard.addresses()).containsExactly("a:2");
  }

  private void shortPause() throws InterruptedException {
    pause.goOn();
    pause.next();
  }

  private void replace(String name, String text) throws IOException {
    Path written = folder.resolve("w" + this.written++);
    Files.writeString(written, text);
    Files.move(written, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private FileTime old(String name, String text) throws IOException {
    FileTime then = FileTime.from(LONG_AGO);
    write(folder.resolve(name), text, then);
    return then;
  }

  private static void write(Path file, String text, FileTime when) throws IOException {
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, when);
  }

  private static String json(String... addresses) {
    return Stream.of(addresses)
        .map(each -> "\"" + each + "\"")
        .collect(Collectors.joining(",", "[{\"targets\":[", "]}]"));
  }
}
