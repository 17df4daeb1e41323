package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardOutputTest {
  @Test
  void written_goesThrough() {
    var to = new ByteArrayOutputStream();
    StandardOutput output = print(to);
    assertThat(to.toString(StandardCharsets.UTF_8)).isEqualTo("a line\n");
    assertThat(output.isLeft()).isFalse();
  }

  @Test
  void brokenPipe_isAReaderWhoLeft() {
    assertThat(print(failing("Broken pipe")).isLeft()).isTrue();
  }

  @Test
  void fullDisk_isNot() {
    assertThat(print(failing("No space left on device")).isLeft()).isFalse();
  }

  private static StandardOutput print(OutputStream to) {
    var output = new StandardOutput(to);
    try (var lines = new PrintStream(output, false, StandardCharsets.UTF_8)) {
      lines.print("a line\n");
    }
    return output;
  }

  private static OutputStream failing(String why) {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        throw new IOException(why);
      }
    };
  }
}
