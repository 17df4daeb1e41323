package dev.sonde.collectors.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFileTest {
  @TempDir Path folder;
  private final Room room = new Room();
  private Path path;

  @BeforeEach
  void name() {
    path = folder.resolve("file");
  }

  @Test
  void read_againAndAgain_seesWhatIsThereNow() throws IOException {
    Files.writeString(path, "long first\n");
    try (KeptFile file = KeptFile.lines(path, room)) {
      assertThat(word(file)).isEqualTo("long");
      Files.writeString(path, "x\n");
      assertThat(word(file)).isEqualTo("x");
    }
  }

  @Test
  void read_fileThatIsMissing_isTriedLessAndLessOften() throws IOException {
    try (KeptFile file = KeptFile.lines(path, room)) {
      assertThat(file.read()).isNull();
      assertThat(file.justFailed()).isTrue();
      assertThat(file.problem()).isEqualTo(path + " is not there");
      assertThat(file.read()).isNull();
      assertThat(file.read()).isNull();
      Files.writeString(path, "back\n");
      assertThat(file.read()).isNull();
      assertThat(file.justFailed()).isFalse();
      assertThat(file.read()).isNull();
      assertThat(word(file)).isEqualTo("back");
    }
  }

  @Test
  void read_interruptedThread_readsAgainLater() throws IOException {
    Files.writeString(path, "word\n");
    try (KeptFile file = KeptFile.lines(path, room)) {
      assertThat(word(file)).isEqualTo("word");
      Thread.currentThread().interrupt();
      assertThat(file.read()).isNull();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(word(file)).isEqualTo("word");
    }
  }

  @Test
  void read_fileWithoutEnd_givesUpAtTheLimit() {
    Path endless = Path.of("/dev/zero");
    try (KeptFile file = KeptFile.lines(endless, room)) {
      assertThat(file.read()).isNull();
      assertThat(file.problem()).contains("larger than 8 MiB");
    }
  }

  @Test
  void read_valueWithoutLineBreak_isWhole() throws IOException {
    Files.writeString(path, "42000");
    try (KeptFile value = KeptFile.value(path, room);
        KeptFile lines = KeptFile.lines(path, room)) {
      assertThat(word(value)).isEqualTo("42000");
      Text text = lines.read();
      assertThat(text).isNotNull();
      assertThat(text.line()).isFalse();
    }
  }

  private static String word(KeptFile file) {
    Text text = file.read();
    assertThat(text).isNotNull();
    assertThat(text.line() && text.word()).isTrue();
    return text.string();
  }
}
