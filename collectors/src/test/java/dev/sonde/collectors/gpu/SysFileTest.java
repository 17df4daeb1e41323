package dev.sonde.collectors.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SysFileTest {
  @TempDir Path folder;

  @Test
  void number_isOneOrNothing() throws IOException {
    check("42\n", 42);
    check("42", 42);
    check("-5000\n", -5000);
    check("206141652992\n", 206141652992.0);
    for (String none : new String[] {"", "\n", "-", "N/A\n", "1 2\n", "1.5\n", "0x10\n", "\0\0"}) {
      check(none, Double.NaN);
    }
    check("9".repeat(19), Double.NaN);
    check("1".repeat(1 << 20), Double.NaN);
  }

  @Test
  void number_fileGoneAndBack_isReadAgain() throws IOException {
    Path path = folder.resolve("value");
    Files.writeString(path, "1\n");
    var file = new SysFile(path, SysFile.room());
    assertThat(file.number()).isEqualTo(1);
    Files.writeString(path, "2\n");
    assertThat(file.number()).isEqualTo(2);
    file.close();
    Files.delete(path);
    assertThat(file.number()).isNaN();
    Files.writeString(path, "3\n");
    assertThat(file.number()).isEqualTo(3);
    file.close();
  }

  @Test
  void text_isTheFirstLine() throws IOException {
    Files.writeString(folder.resolve("name"), " AMD Instinct \nmore\n");
    assertThat(SysTree.text(folder.resolve("name"))).isEqualTo("AMD Instinct");
    assertThat(SysTree.text(folder.resolve("none"))).isEmpty();
    assertThat(SysTree.text(folder)).isEmpty();
  }

  private void check(String content, double expected) throws IOException {
    Path path = folder.resolve("number");
    Files.writeString(path, content);
    try (var file = new SysFile(path, SysFile.room())) {
      assertThat(file.number()).as(content).isEqualTo(Double.valueOf(expected));
    }
  }
}
