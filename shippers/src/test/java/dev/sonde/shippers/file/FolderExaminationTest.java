package dev.sonde.shippers.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Disk;
import dev.sonde.api.Examination;
import dev.sonde.api.Shipper;
import dev.sonde.journal.LocalDisk;
import dev.sonde.shippers.TestHttp;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.Shipments;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderExaminationTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void folder_isTriedOut_andNothingIsLeftBehind() throws Exception {
    Examination seen = examine(folder);
    assertThat(seen.good()).isTrue();
    assertThat(seen.seen().getFirst()).isEqualTo(folder + " can be written to");
    assertThat(seen.seen().get(1)).isEqualTo("lines is not there yet");
    assertThat(seen.seen().getLast()).endsWith(" MiB are free");
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void fileThatIsBeingWritten_isLeftAlone() throws Exception {
    try (Shipper writer = shipper(folder)) {
      writer.send(writer.encode(Shipments.plain(0, 10)));
      byte[] before = Files.readAllBytes(folder.resolve("lines"));
      assertThat(examine(folder).good()).isTrue();
      assertThat(examine(folder).seen()).contains("lines can be written to");
      assertThat(Files.readAllBytes(folder.resolve("lines"))).isEqualTo(before);
    }
  }

  @Test
  void folderThatIsNotThere_isNotMade() throws Exception {
    Path missing = folder.resolve("missing");
    Examination seen = examine(missing);
    assertThat(seen.good()).isTrue();
    assertThat(seen.seen()).containsExactly(missing + " is not there yet; it is made when needed");
    assertThat(missing).doesNotExist();
  }

  @Test
  void diskThatFails_isNamed() throws Exception {
    for (int at = 1; at <= 4; at++) {
      Disk failing = new FailingDisk(LocalDisk.open(folder), at, false);
      var config = config(folder);
      try (Shipper shipper =
          new FileShipper(config, _ -> failing, Path.of(config.path()), new DirectCalls())) {
        Examination seen = shipper.examine();
        assertThat(seen.good()).isFalse();
        assertThat(seen.seen().getLast())
            .isEqualTo(
                config.path() + ": the disk failed; check the folder and who may write there");
      }
    }
  }

  private Examination examine(Path where) throws InterruptedException {
    try (Shipper shipper = shipper(where)) {
      return shipper.examine();
    }
  }

  private static Shipper shipper(Path where) {
    return new FileShipperFactory(LocalDisk::open).create(config(where), TestHttp.SURROUNDINGS);
  }

  private static FileConfig config(Path where) {
    return new FileConfig(where.resolve("lines").toString(), FileConfig.Format.JSON, 0, 1);
  }
}
