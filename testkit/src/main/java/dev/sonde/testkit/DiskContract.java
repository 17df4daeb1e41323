package dev.sonde.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

/// What every [Disk] does. Extend it, say which disk, and add the tests of your own.
public abstract class DiskContract {
  /// An empty one, the same for all calls of a test.
  protected abstract Disk disk() throws IOException;

  @Test
  void bytes_areReadWhereTheyWereWritten() throws IOException {
    try (var file = disk().create("a")) {
      write(file, 0, "hello");
      write(file, 70_000, "far");
      assertThat(file.size()).isEqualTo(70_003);
      assertThat(read(file, 0, 7)).isEqualTo("hello\0\0");
      assertThat(read(file, 69_999, 100)).isEqualTo("\0far");
      assertThat(read(file, 70_003, 5)).isEmpty();
      assertThat(read(file, 1_000_000, 5)).isEmpty();
    }
    assertThat(disk().size("a")).isEqualTo(70_003);
  }

  @Test
  void buffer_isUsedFromPositionToLimit() throws IOException {
    try (var file = disk().create("a")) {
      file.write(ByteBuffer.wrap("xxhelloxx".getBytes(StandardCharsets.UTF_8), 2, 5), 0);
      assertThat(read(file, 0, 100)).isEqualTo("hello");
      var room = ByteBuffer.allocate(9).position(2).limit(5);
      assertThat(file.read(room, 1)).isEqualTo(3);
      assertThat(new String(room.array(), StandardCharsets.UTF_8)).isEqualTo("\0\0ell\0\0\0\0");
    }
  }

  @Test
  void truncation_leavesNothingBehind() throws IOException {
    try (var file = disk().create("a")) {
      write(file, 0, "hello");
      file.truncate(2);
      assertThat(file.size()).isEqualTo(2);
      file.truncate(9);
      assertThat(file.size()).isEqualTo(2);
      write(file, 4, "x");
      assertThat(read(file, 0, 9)).isEqualTo("he\0\0x");
    }
  }

  @Test
  void names_comeAndGo() throws IOException {
    disk().create("a").close();
    disk().create("b").close();
    disk().folder("c");
    assertThat(disk().list()).containsExactlyInAnyOrder("a", "b");
    disk().rename("a", "d");
    disk().delete("b");
    disk().delete("b");
    disk().sync();
    assertThat(disk().list()).containsExactly("d");
    assertThat(disk().has("a")).isFalse();
    assertThat(disk().has("d")).isTrue();
    assertThat(disk().has("c")).isFalse();
  }

  @Test
  void rename_replaces() throws IOException {
    make("old", "1");
    make("new", "22");
    disk().rename("new", "old");
    assertThat(content("old")).isEqualTo("22");
    assertThat(disk().list()).containsExactly("old");
  }

  @Test
  void names_areTakenOnce() throws IOException {
    make("a", "1");
    assertThatThrownBy(() -> disk().create("a"))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("a");
    assertThatThrownBy(() -> disk().open("b")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk().read("b")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk().size("b")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk().rename("b", "c")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void deletedFile_isReadByThoseWhoHaveIt() throws IOException {
    make("a", "hello");
    try (var file = disk().read("a")) {
      disk().delete("a");
      make("a", "other");
      assertThat(read(file, 0, 9)).isEqualTo("hello");
    }
    assertThat(content("a")).isEqualTo("other");
  }

  @Test
  void closedFile_refuses() throws IOException {
    var file = disk().create("a");
    file.close();
    file.close();
    assertThatThrownBy(() -> read(file, 0, 1)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> write(file, 0, "x")).isInstanceOf(IOException.class);
    assertThatThrownBy(file::sync).isInstanceOf(IOException.class);
  }

  @Test
  void folder_isAWorldOfItsOwn() throws IOException {
    make("a", "above");
    disk().folder("sub").create("a").close();
    assertThat(disk().folder("sub").list()).containsExactly("a");
    assertThat(disk().folder("sub").size("a")).isZero();
    assertThat(disk().folder("sub").where()).startsWith(disk().where());
    assertThat(content("a")).isEqualTo("above");
  }

  @Test
  void name_staysInTheFolder() {
    for (var name : new String[] {"", ".", "..", "../a", "a/b", "/a", "a\\b", "a\0", "a\n"}) {
      assertThatThrownBy(() -> disk().create(name)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> disk().delete(name)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> disk().folder(name)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> disk().create("a".repeat(256)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lock_hasOneHolder() throws IOException {
    try (var _ = disk().lock("lock", "the first")) {
      assertThatThrownBy(() -> disk().lock("lock", "the second"))
          .isInstanceOf(Disk.TakenException.class);
      assertThatThrownBy(() -> disk().lock("lock", "the third"))
          .isInstanceOf(Disk.TakenException.class);
    }
    var again = disk().lock("lock", "the fourth");
    again.close();
    try (var _ = disk().lock("lock", "the fifth")) {
      again.close();
      assertThatThrownBy(() -> disk().lock("lock", "the sixth"))
          .isInstanceOf(Disk.TakenException.class);
    }
  }

  @Test
  void room_isKnown() throws IOException {
    assertThat(disk().free()).isPositive();
  }

  private void make(String name, String text) throws IOException {
    try (var file = disk().create(name)) {
      write(file, 0, text);
    }
  }

  private String content(String name) throws IOException {
    try (var file = disk().read(name)) {
      return read(file, 0, 100);
    }
  }

  private static void write(Disk.File file, long at, String text) throws IOException {
    file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), at);
  }

  private static String read(Disk.File file, long at, int most) throws IOException {
    var room = ByteBuffer.allocate(most);
    int count = file.read(room, at);
    return new String(room.array(), 0, count, StandardCharsets.UTF_8);
  }
}
