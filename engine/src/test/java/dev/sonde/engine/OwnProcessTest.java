package dev.sonde.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnProcessTest {
  @TempDir Path folder;

  @Test
  void values_areReadFromTheKernelsFiles() throws IOException {
    write(
        "stat",
        "123 (a) strange (name) S 1 2 3 4 5 6 7 8 9 10 1500 250 0 0 20 0 21 0 99 2 3 4 5 6 7 8 9");
    write("status", "Name:\tjava\nVmHWM:\t   9 kB\nVmRSS:\t   2048 kB\nThreads:\t21\n");
    assertThat(new OwnProcess(folder).cpuSeconds()).hasValue(17.5);
    assertThat(new OwnProcess(folder).residentBytes()).hasValue(2048 * 1024);
  }

  @Test
  void values_areAbsentWhereTheFilesAreNot_orHoldGarbage() throws IOException {
    assertThat(new OwnProcess(folder).cpuSeconds()).isEmpty();
    assertThat(new OwnProcess(folder).residentBytes()).isEmpty();
    for (String garbage : new String[] {"", ")", "VmRSS:", "VmRSS: x kB", "1 (a) S 1 2", "kB"}) {
      write("stat", garbage);
      write("status", garbage);
      assertThat(new OwnProcess(folder).cpuSeconds()).isEmpty();
      assertThat(new OwnProcess(folder).residentBytes()).isEmpty();
    }
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }
}
