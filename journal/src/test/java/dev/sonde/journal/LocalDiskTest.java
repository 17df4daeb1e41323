package dev.sonde.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Disk;
import dev.sonde.testkit.DiskContract;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalDiskTest extends DiskContract {
  @TempDir Path folder;

  @Override
  protected Disk disk() throws IOException {
    return LocalDisk.open(folder.resolve("disk"));
  }

  @AfterEach
  void forgetInterrupt() {
    Thread.interrupted();
  }

  @Test
  void folder_isMadeForItsOwner() throws IOException {
    var deep = folder.resolve("a/b/c");
    assertThat(LocalDisk.open(deep).where()).isEqualTo(deep.toString());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deep)))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deep.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void file_isForItsOwner() throws IOException {
    disk().create("a").close();
    var permissions = Files.getPosixFilePermissions(folder.resolve("disk/a"));
    assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
  }

  @Test
  void open_fileInItsPlace() throws IOException {
    Files.writeString(folder.resolve("disk"), "x");
    assertThatThrownBy(this::disk).isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> LocalDisk.open(folder.resolve("disk/deeper")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("disk/deeper");
  }

  @Test
  void failure_saysPathAndWhatWasTried() throws IOException {
    var disk = disk();
    assertThatThrownBy(() -> disk.read("a"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(folder + "/disk/a: opening: no such file or folder");
  }

  @Test
  void vanishedFolder_isSaid() throws IOException {
    var disk = disk();
    Files.delete(folder.resolve("disk"));
    assertThatThrownBy(disk::list).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(disk::sync).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.has("a")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.create("a"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("disk/a");
  }

  @Test
  void interruptedThread_readsWritesAndSyncs() throws IOException {
    try (var file = disk().create("a")) {
      Thread.currentThread().interrupt();
      file.write(bytes("hello"), 0);
      file.sync();
      file.truncate(4);
      assertThat(read(file)).isEqualTo("hell");
      assertThat(file.size()).isEqualTo(4);
      disk().sync();
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
  }

  /// A thread can't be caught in the very call other than by chance, so it is tried many times.
  @Test
  void interruptWhileReading_isSurvivedAndKept() throws Exception {
    try (var file = disk().create("a")) {
      file.write(ByteBuffer.allocate(1 << 20), 0);
      var worker = new Interrupted(() -> assertThat(readAll(file)).isEqualTo(1 << 20));
      worker.run();
      assertThat(worker.failures()).isEmpty();
      assertThat(worker.endedInterrupted()).isTrue();
    }
  }

  @Test
  void interruptWhileSyncing_isSaidAndFileGoesOn() throws Exception {
    try (var file = disk().create("a")) {
      var worker =
          new Interrupted(() -> {
            file.write(bytes("hello"), 0);
            file.sync();
          });
      worker.run();
      assertThat(worker.failures())
          .allSatisfy(each -> assertThat(each).hasCauseInstanceOf(InterruptedIOException.class));
      file.write(bytes("there"), 0);
      file.sync();
      assertThat(read(file)).isEqualTo("there");
    }
  }

  @Test
  void lock_saysWhoHasIt() throws IOException {
    try (var _ = FolderLock.take(disk())) {
      assertThatThrownBy(() -> FolderLock.take(disk()))
          .isInstanceOf(FolderTakenException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("" + ProcessHandle.current().pid());
    }
    FolderLock.take(disk()).close();
  }

  @Test
  void lock_isTheSameThroughAnotherPath() throws IOException {
    var link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("disk"));
    try (var _ = FolderLock.take(disk())) {
      var other = LocalDisk.open(link);
      assertThatThrownBy(() -> FolderLock.take(other)).isInstanceOf(FolderTakenException.class);
    }
  }

  private static int readAll(Disk.File file) throws IOException {
    return file.read(ByteBuffer.allocate(2 << 20), 0);
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  static String read(Disk.File file) throws IOException {
    var room = ByteBuffer.allocate(100);
    int count = file.read(room, 0);
    return new String(room.array(), 0, count, StandardCharsets.UTF_8);
  }
}
