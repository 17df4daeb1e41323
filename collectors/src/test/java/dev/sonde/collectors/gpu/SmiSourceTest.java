package dev.sonde.collectors.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class SmiSourceTest {
  private static final String ROW =
      "GPU-1, 570, 0, 87, 41, 143771, 20480, 123291, 54, 321.45, 700.00, [N/A], 1980, 1980, 3201,"
          + " 5, 16, P0, 0, 0, 0x4, NVIDIA H200";

  @TempDir Path folder;

  @Test
  void refresh_again_keepsTheGpuAndItsSeries() throws IOException {
    SmiSource source = source("echo '" + ROW + "'");
    source.refresh();
    Gpu first = source.gpus().getFirst();
    source.refresh();
    assertThat(source.gpus()).containsExactly(first);
    assertThat(first.value(Figure.TEMPERATURE)).isEqualTo(54);
  }

  @Test
  void refresh_programFails_losesTheGpusAndSaysWhatItSaid() throws IOException {
    SmiSource source =
        source("[ -e " + folder + "/broken ] && { echo 'no driver'; exit 9; }; echo '" + ROW + "'");
    source.refresh();
    Files.createFile(folder.resolve("broken"));
    assertThatThrownBy(source::refresh)
        .isInstanceOf(IOException.class)
        .hasMessage("nvidia-smi ended with 9: no driver");
    assertThat(source.gpus().getFirst().up).isFalse();
    assertThat(source.gpus().getFirst().value(Figure.TEMPERATURE)).isNaN();
    Files.delete(folder.resolve("broken"));
    source.refresh();
    assertThat(source.gpus().getFirst().up).isTrue();
  }

  @Test
  void refresh_noGpu_isNone() throws IOException {
    SmiSource source = source("echo 'No devices were found'");
    source.refresh();
    assertThat(source.gpus()).isEmpty();
  }

  @Test
  void refresh_endlessOutput_isCutOffAndEnded() {
    assertThatThrownBy(() -> source("while :; do echo '" + ROW + "'; done").refresh())
        .hasMessage("nvidia-smi printed more than 256 KiB");
  }

  @Test
  void refresh_nothingKnown_isRefused() {
    assertThatThrownBy(() -> source("echo hello").refresh())
        .hasMessage("nvidia-smi printed nothing about any GPU");
    assertThatThrownBy(() -> source("echo 'x is not a valid field'; exit 2").refresh())
        .hasMessage("nvidia-smi does not understand what it is asked");
  }

  @Test
  void refresh_programThatIsGone_isAnError() {
    assertThatThrownBy(() -> new SmiSource(folder.resolve("gone")).refresh())
        .isInstanceOf(IOException.class);
  }

  /// The one that prints nothing has a child that holds its output open, too.
  @Test
  void giveUp_endsTheProgramAndWhatItStarted() throws Exception {
    Path begun = folder.resolve("begun");
    SmiSource source = source("sleep 600 & echo x > " + begun + "; exec sleep 600");
    var refresh =
        new FutureTask<String>(() -> {
          try {
            source.refresh();
            return "";
          } catch (IOException e) {
            return String.valueOf(e.getMessage());
          }
        });
    Thread.ofPlatform().daemon().start(refresh);
    while (!Files.exists(begun) || Files.size(begun) == 0) {
      Thread.onSpinWait();
    }
    source.giveUp();
    assertThat(refresh.get()).isEqualTo("nvidia-smi was ended: it took too long");
  }

  private SmiSource source(String script) throws IOException {
    Path program = folder.resolve("nvidia-smi");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return new SmiSource(program);
  }
}
