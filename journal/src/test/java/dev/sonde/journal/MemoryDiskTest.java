package dev.sonde.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Disk;
import dev.sonde.testkit.DiskContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class MemoryDiskTest extends DiskContract {
  private static final int CHUNK = MemoryContent.CHUNK;

  private final MemoryDisk disk = new MemoryDisk(4L * CHUNK);

  @Override
  protected Disk disk() {
    return disk;
  }

  @Test
  void fullDisk_saysSoAndKeepsWhatFitted() throws IOException {
    try (var file = disk.create("a")) {
      file.write(ByteBuffer.allocate(3 * CHUNK), 0);
      assertThat(disk.free()).isEqualTo(CHUNK);
      var more = ByteBuffer.allocate(2 * CHUNK);
      assertThatThrownBy(() -> file.write(more, 3L * CHUNK))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left on device");
      assertThat(more.remaining()).isEqualTo(CHUNK);
      assertThat(file.size()).isEqualTo(4L * CHUNK);
      assertThat(disk.free()).isZero();
      file.write(ByteBuffer.allocate(CHUNK), 0);
      file.truncate(CHUNK + 1);
      assertThat(disk.free()).isEqualTo(2L * CHUNK);
    }
  }

  @Test
  void room_comesBackWhenNobodyCanReadTheFile() throws IOException {
    var file = disk.create("a");
    file.write(ByteBuffer.allocate(CHUNK), 0);
    var reader = disk.read("a");
    disk.delete("a");
    file.close();
    assertThat(disk.free()).isEqualTo(3L * CHUNK);
    reader.close();
    reader.close();
    assertThat(disk.free()).isEqualTo(4L * CHUNK);
  }

  @Test
  void room_isSharedWithFolders() throws IOException {
    try (var file = disk.folder("b").create("a")) {
      file.write(ByteBuffer.allocate(CHUNK), 0);
      assertThat(disk.free()).isEqualTo(3L * CHUNK);
    }
  }

  @Test
  void lock_saysWhoHasIt() throws IOException {
    try (var _ = FolderLock.take(disk)) {
      assertThatThrownBy(() -> FolderLock.take(disk))
          .isInstanceOf(FolderTakenException.class)
          .hasMessageContaining("the folder memory is taken by process ");
    }
    FolderLock.take(disk).close();
  }
}
