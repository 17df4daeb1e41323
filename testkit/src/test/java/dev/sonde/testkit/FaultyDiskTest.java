package dev.sonde.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Disk;
import dev.sonde.testkit.Operation.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class FaultyDiskTest extends DiskContract {
  private final FaultyDisk disk = new FaultyDisk();

  @Override
  protected Disk disk() {
    return disk;
  }

  @Test
  void powerCut_keepsWhatIsSynced() throws IOException {
    make("a", "hello");
    durable("a");
    assertThat(left()).containsExactly("a=hello");
  }

  @Test
  void powerCut_takesAnyNameThatIsNotSynced() throws IOException {
    durableFile("a", "1");
    durableFile("b", "2");
    disk.rename("a", "c");
    disk.delete("b");
    assertThat(left()).containsExactlyInAnyOrder("a=1 b=2", "a=1", "b=2 c=1", "c=1");
  }

  @Test
  void fileSync_doesNotKeepTheName() throws IOException {
    make("a", "1");
    sync("a");
    assertThat(left()).containsExactlyInAnyOrder("", "a=1");
  }

  @Test
  void folderSync_doesNotKeepTheBytes() throws IOException {
    make("a", "1");
    disk.sync();
    assertThat(left()).containsExactlyInAnyOrder("a=", "a=0", "a=1");
  }

  @Test
  void laterChangeOfName_needsTheEarlier() throws IOException {
    make("new", "2");
    sync("new");
    disk.rename("new", "a");
    assertThat(left()).containsExactlyInAnyOrder("", "new=2", "a=2");
  }

  @Test
  void replacement_isTheOldOrTheNew() throws IOException {
    durableFile("a", "1");
    make("new", "2");
    sync("new");
    disk.rename("new", "a");
    assertThat(left()).containsExactlyInAnyOrder("a=1", "a=1 new=2", "a=2");
  }

  @Test
  void deletedDurably_staysDeleted() throws IOException {
    durableFile("a", "1");
    disk.delete("a");
    disk.sync();
    assertThat(left()).containsExactly("");
  }

  @Test
  void overwrites_surviveInAnySubset() throws IOException {
    durableFile("a", "......");
    write("a", 0, "11");
    write("a", 2, "22");
    write("a", 1, "33");
    assertThat(left())
        .containsExactlyInAnyOrder(
            "a=......",
            "a=11....",
            "a=..22..",
            "a=.33...",
            "a=1122..",
            "a=133...",
            "a=.332..",
            "a=1332..");
  }

  @Test
  void truncation_survivesOrNot() throws IOException {
    durableFile("a", "hello");
    try (var file = disk.open("a")) {
      file.truncate(2);
    }
    assertThat(left()).containsExactlyInAnyOrder("a=hello", "a=he");
    sync("a");
    assertThat(left()).containsExactly("a=he");
  }

  @Test
  void sectors_surviveEachByItself() throws IOException {
    durableFile("a", ".".repeat(1536));
    write("a", 500, "x".repeat(530));
    var pieces =
        disk.crashes().map(each -> summary(each, 499, 500, 511, 512, 1023, 1024, 1029, 1030));
    assertThat(pieces.collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(
            "........",
            ".xx.....",
            "...xx...",
            ".....xx.",
            ".xxxx...",
            "...xxxx.",
            ".xx..xx.",
            ".xxxxxx.");
  }

  @Test
  void bytes_areTornAnywhere() throws IOException {
    disk.tear(Tearing.BYTES);
    durableFile("a", "....");
    write("a", 0, "1234");
    assertThat(left())
        .containsExactlyInAnyOrder(
            "a=....", "a=1...", "a=12..", "a=123.", "a=1234", "a=.234", "a=..34", "a=...4");
  }

  @Test
  void failedSync_isNotMadeUpForByLaterOnes() throws IOException {
    durableFile("a", "..");
    write("a", 0, "1");
    disk.failOnce(Kind.SYNC, 1, "Input/output error");
    assertThatThrownBy(() -> sync("a")).hasMessageEndingWith("Input/output error");
    write("a", 1, "2");
    sync("a");
    assertThat(left()).containsExactlyInAnyOrder("a=.2", "a=12");
    write("a", 0, "3");
    sync("a");
    assertThat(left()).containsExactly("a=32");
  }

  @Test
  void failedFolderSync_isNotMadeUpForByLaterOnes() throws IOException {
    make("a", "1");
    sync("a");
    disk.failOnce(Kind.SYNC_FOLDER, 1, "Input/output error");
    assertThatThrownBy(disk::sync).isInstanceOf(IOException.class);
    disk.sync();
    assertThat(left()).containsExactlyInAnyOrder("", "a=1");
    disk.rename("a", "b");
    disk.sync();
    assertThat(left()).containsExactly("b=1");
  }

  @Test
  void kill_keepsEverythingButMakesNothingDurable() throws IOException {
    durableFile("a", "1");
    write("a", 0, "2");
    var killed = disk.kill();
    assertThat(text(killed)).isEqualTo("a=2");
    assertThat(left(killed.crashes())).containsExactlyInAnyOrder("a=1", "a=2");
    try (var file = killed.open("a")) {
      file.sync();
    }
    assertThat(left(killed.crashes())).containsExactly("a=2");
    assertThat(left()).containsExactlyInAnyOrder("a=1", "a=2");
  }

  @Test
  void sampling_findsWhatEnumerationFinds() throws IOException {
    durableFile("a", "...");
    write("a", 0, "1");
    write("a", 1, "2");
    write("a", 2, "3");
    assertThat(left(disk.crashes(500, 7))).isEqualTo(left());
    assertThat(disk.crashes(20, 7).map(FaultyDiskTest::text).toList())
        .hasSize(20)
        .isEqualTo(disk.crashes(20, 7).map(FaultyDiskTest::text).toList());
    assertThat(text(disk.crash(new Random(1)))).startsWith("a=");
  }

  @Test
  void folders_areCutTogether() throws IOException {
    var sub = disk.folder("sub");
    sub.create("x").close();
    durableFile("a", "1");
    var left =
        disk.crashes()
            .map(each -> text(each) + " " + text(folder(each)))
            .collect(Collectors.toSet());
    assertThat(left).containsExactlyInAnyOrder("a=1 ", "a=1 x=");
  }

  @Test
  void fullDisk_writesWhatFits() throws IOException {
    disk.room(5);
    durableFile("a", "123");
    assertThat(disk.free()).isEqualTo(2);
    assertThatThrownBy(() -> write("a", 3, "4567")).hasMessage("WRITE a: No space left on device");
    assertThat(text(disk)).isEqualTo("a=12345");
    write("a", 0, "xxxxx");
    disk.heal();
    write("a", 5, "67");
    assertThat(text(disk)).isEqualTo("a=xxxxx67");
  }

  @Test
  void failures_comeWhenToldTo() throws IOException {
    make("a", "");
    disk.failOnce(Kind.WRITE, 2, "Input/output error");
    write("a", 0, "1234");
    assertThatThrownBy(() -> write("a", 0, "abcd"))
        .isInstanceOf(IOException.class)
        .hasMessage("WRITE a: Input/output error");
    assertThat(text(disk)).isEqualTo("a=ab34");
    write("a", 0, "x");
    disk.failAll(Kind.CREATE, "Read-only file system", name -> name.startsWith("b"));
    disk.create("c").close();
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> disk.create("b")).hasMessageContaining("Read-only file system");
    }
    disk.heal();
    disk.create("b").close();
  }

  @Test
  void vanishedFolder_fails() throws IOException {
    make("a", "1");
    try (var file = disk.open("a")) {
      disk.vanish();
      assertThatThrownBy(file::sync).isInstanceOf(NoSuchFileException.class);
    }
    assertThatThrownBy(disk::list).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.create("b")).isInstanceOf(NoSuchFileException.class);
    disk.heal();
    assertThat(text(disk)).isEqualTo("a=1");
  }

  @Test
  void powerOff_endsEverythingAfterSoManyChanges() throws IOException {
    disk.powerOffAfter(2);
    make("a", "1");
    assertThat(disk.changes()).isEqualTo(2);
    assertThatThrownBy(() -> disk.read("a")).hasMessage("the power is off");
    assertThatThrownBy(() -> disk.create("b")).hasMessage("the power is off");
    disk.heal();
    assertThatThrownBy(disk::sync).hasMessage("the power is off");
    assertThat(left()).containsExactlyInAnyOrder("", "a=", "a=0", "a=1");
  }

  @Test
  void hungSync_waitsForItsRelease() throws Exception {
    make("a", "1");
    var hang = disk.hangSyncs();
    var done = new TreeSet<String>();
    var thread =
        Thread.ofPlatform()
            .name("syncer")
            .start(() -> {
              try {
                sync("a");
                done.add(Thread.currentThread().isInterrupted() ? "interrupted" : "quiet");
              } catch (IOException failure) {
                done.add(failure.toString());
              }
            });
    hang.awaitReached();
    thread.interrupt();
    write("a", 1, "2");
    assertThat(thread.isAlive()).isTrue();
    hang.release();
    thread.join();
    assertThat(done).containsExactly("interrupted");
    disk.sync();
    assertThat(left()).containsExactly("a=12");
  }

  @Test
  void flip_isSeenNowAndAfterThePowerCut() throws IOException {
    durableFile("a", "aa");
    write("a", 1, "a");
    disk.flip("a", 0, 3);
    disk.flip("a", 1, 3);
    assertThat(text(disk)).isEqualTo("a=bb");
    assertThat(left()).containsExactly("a=bb");
  }

  @Test
  void log_tellsTheOrder() throws IOException {
    durableFile("a", "1");
    disk.rename("a", "b");
    assertThat(disk.log().stream().filter(each -> each.kind().changes()))
        .containsExactly(
            new Operation(Kind.CREATE, "a", 0, 0),
            new Operation(Kind.WRITE, "a", 0, 1),
            new Operation(Kind.SYNC, "a", 0, 0),
            new Operation(Kind.SYNC_FOLDER, "", 0, 0),
            new Operation(Kind.RENAME, "a", 0, 0));
  }

  private Set<String> left() {
    return left(disk.crashes());
  }

  private static Set<String> left(Stream<FaultyDisk> disks) {
    return disks.map(FaultyDiskTest::text).collect(Collectors.toSet());
  }

  private static Disk folder(Disk of) {
    try {
      return of.folder("sub");
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  /// Every file and its text, zeros as `0`.
  private static String text(Disk disk) {
    try {
      var all = new TreeSet<String>();
      for (var name : disk.list()) {
        all.add(name + "=" + content(disk, name).replace('\0', '0'));
      }
      return String.join(" ", all);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static String summary(Disk disk, int... places) {
    try {
      var text = content(disk, "a");
      var summary = new StringBuilder();
      for (int place : places) {
        summary.append(text.charAt(place));
      }
      return summary.toString();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static String content(Disk disk, String name) throws IOException {
    var room = ByteBuffer.allocate(Math.toIntExact(disk.size(name)));
    try (var file = disk.read(name)) {
      file.read(room, 0);
    }
    return new String(room.array(), StandardCharsets.UTF_8);
  }

  private void durableFile(String name, String text) throws IOException {
    make(name, text);
    durable(name);
  }

  private void durable(String name) throws IOException {
    sync(name);
    disk.sync();
  }

  private void make(String name, String text) throws IOException {
    disk.create(name).close();
    write(name, 0, text);
  }

  private void write(String name, long at, String text) throws IOException {
    try (var file = disk.open(name)) {
      file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), at);
    }
  }

  private void sync(String name) throws IOException {
    try (var file = disk.open(name)) {
      file.sync();
    }
  }
}
